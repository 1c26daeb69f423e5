import { z } from 'zod';

/** The five kinds of stem. */
export const stemTypes = ['drums', 'bass', 'vocals', 'melody', 'other'] as const;

export const stemType = z.enum(stemTypes);

export type StemType = z.infer<typeof stemType>;
