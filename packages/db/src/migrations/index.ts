import { migration as users } from './20261122-1000-users.ts';
import { migration as repositories } from './20261122-1010-repositories.ts';
import { migration as audio } from './20261122-1020-audio.ts';
import { migration as history } from './20261122-1030-history.ts';
import { migration as appendOnly } from './20261122-1040-append-only.ts';
import { migration as rateLimits } from './20261122-1050-rate-limits.ts';
import { migration as refs } from './20261122-1100-refs.ts';
import { migration as audioComparisons } from './20261122-1110-audio-comparisons.ts';
import { migration as chunks } from './20261122-1200-chunks.ts';
import { migration as logOrder } from './20261122-1210-log-order.ts';
import { migration as stagedChunks } from './20261122-1220-staged-chunks.ts';
import { migration as chunkChecksums } from './20261122-2140-chunk-checksums.ts';
import { migration as measuredLater } from './20261123-0010-measured-later.ts';
import { migration as uploadedChunks } from './20261123-0450-uploaded-chunks.ts';
import type { Migration } from './migration.ts';

/** Every migration, oldest first. A static list: source, build and tests run the same ones in the same order. */
export const migrations: readonly Migration[] = [
  users,
  repositories,
  audio,
  history,
  appendOnly,
  rateLimits,
  refs,
  audioComparisons,
  chunks,
  logOrder,
  stagedChunks,
  chunkChecksums,
  measuredLater,
  uploadedChunks,
  // db:new adds here
];
