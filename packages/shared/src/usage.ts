import { z } from 'zod';

const bytes = z.number().int().nonnegative();

/** How much room audio takes. */
export const usageResponse = z.object({
  /** Distinct audio files. */
  files: z.number().int().nonnegative(),
  /** What they are together, each once. */
  fileBytes: bytes,
  /** What the store keeps of them: each stretch that they share once, and packed. */
  storedBytes: bytes,
});

/** The same of all that somebody has uploaded, which is what their quota counts. */
export const accountUsageResponse = usageResponse.extend({
  quotaBytes: bytes,
  /** What was sent for files that are not whole yet; it counts, too. */
  waitingBytes: bytes,
});

/** The same of all versions of a repository. */
export const repositoryUsageResponse = usageResponse.extend({
  /** What its versions would take if each kept all of its stems anew. */
  versionBytes: bytes,
});

export type UsageResponse = z.infer<typeof usageResponse>;
export type AccountUsageResponse = z.infer<typeof accountUsageResponse>;
export type RepositoryUsageResponse = z.infer<typeof repositoryUsageResponse>;
