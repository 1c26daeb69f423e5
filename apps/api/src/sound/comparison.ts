import { AudioComparisonModel, type AudioFileModel } from '@beatflow/db';
import type { AudioChangeResponse } from '@beatflow/shared';
import { Op, QueryTypes, type Sequelize } from 'sequelize';

/** Of the way of comparing: raise it when the same files would now give another answer. */
export const comparisonVersion = 1;

/** What is known of two audio files. */
export interface Comparison {
  change: AudioChangeResponse;
  /** The frames that both have bit for bit, in order. */
  matches: { beforeStart: number; afterStart: number; frames: number }[];
}

export interface Pair {
  before: AudioFileModel;
  after: AudioFileModel;
}

export function keyOf({ before, after }: { before: { digest: string }; after: { digest: string } }): string {
  return `${before.digest} ${after.digest}`;
}

/** What can be told from the facts alone: files of the same frames, and files that cannot be laid over each other. */
function compareFacts({ before, after }: Pair): Comparison | null {
  if (before.channels !== after.channels || before.sampleRate !== after.sampleRate) {
    return { change: { kind: 're-recorded', residualDb: 0 }, matches: [] };
  }
  if (!isSameSound(before, after)) return null;
  const matches = [{ beforeStart: 0, afterStart: 0, frames: after.frames }];
  return { change: { kind: 'same', residualDb: -200 }, matches };
}

/** Tells whether two files hold the same frames, whatever is around them. */
export function isSameSound(left: AudioFileModel, right: AudioFileModel): boolean {
  const facts = ['pcmDigest', 'sampleRate', 'channels', 'bitDepth', 'sampleFormat', 'frames'] as const;
  return facts.every((fact) => left[fact] === right[fact]);
}

/** What was found out before about pairs, by `keyOf` the pair. */
export async function findComparisons(pairs: readonly Pair[]): Promise<Map<string, Comparison>> {
  const found = new Map<string, Comparison>();
  const wanted = new Set<string>();
  for (const pair of pairs) {
    const known = compareFacts(pair);
    if (known) found.set(keyOf(pair), known);
    else wanted.add(keyOf(pair));
  }
  if (wanted.size === 0) return found;
  const rows = await AudioComparisonModel.findAll({
    where: {
      version: comparisonVersion,
      beforeDigest: { [Op.in]: pairs.map(({ before }) => before.digest) },
      afterDigest: { [Op.in]: pairs.map(({ after }) => after.digest) },
    },
  });
  for (const { beforeDigest, afterDigest, change, matches } of rows) {
    const key = keyOf({ before: { digest: beforeDigest }, after: { digest: afterDigest } });
    if (!wanted.has(key)) continue;
    const runs = matches.map(([beforeStart, afterStart, frames]) => ({ beforeStart, afterStart, frames }));
    found.set(key, { change, matches: runs });
  }
  return found;
}

/** Keeps what was found out, unless one of the files has gone meanwhile. */
export async function keepComparison(
  sequelize: Sequelize,
  { before, after }: Pair,
  { change, matches }: Comparison,
): Promise<void> {
  await sequelize.query(
    `
    INSERT INTO audio_comparisons (before_digest, after_digest, version, change, matches)
    SELECT b.digest, a.digest, :version, :change, :matches FROM audio_files b, audio_files a
    WHERE b.digest = :before AND a.digest = :after
    FOR KEY SHARE
    ON CONFLICT (before_digest, after_digest)
      DO UPDATE SET version = excluded.version, change = excluded.change, matches = excluded.matches
    `,
    {
      type: QueryTypes.INSERT,
      replacements: {
        before: before.digest,
        after: after.digest,
        version: comparisonVersion,
        change: JSON.stringify(change),
        matches: JSON.stringify(
          matches.map(({ beforeStart, afterStart, frames }) => [beforeStart, afterStart, frames]),
        ),
      },
    },
  );
}
