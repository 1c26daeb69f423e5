import { z } from 'zod';

/** What a visitor's browser needs to know of this server before signing in. */
export const instanceResponse = z.object({
  version: z.string(),
  maxAudioBytes: z.number(),
  maxAudioSeconds: z.number(),
  /** How to enter as the demo user; null where there is none. */
  demo: z.object({ username: z.string(), password: z.string(), isReady: z.boolean() }).nullable(),
});

export type InstanceResponse = z.infer<typeof instanceResponse>;
