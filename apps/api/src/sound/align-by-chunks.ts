import { joinRuns, type PairedPieces, type Piece, pairPieces, type Run } from '@beatflow/audio';
import type { AudioFileModel, Database } from '@beatflow/db';
import { type ChunkPlace, findChunkPlaces } from '../pack/chunk-place.ts';
import type { ChunkReader } from '../pack/chunk-reader.ts';
import type { Logger } from '../server/logger.ts';
import { alignBytes } from './align-bytes.ts';
import { keyOf, type Pair } from './comparison.ts';
import { readPieces } from './read-pieces.ts';

/** Pairs whose chunks are read at the same time: while some are decoded in their threads, one is aligned here. */
const AT_ONCE = 4;

/** What differs is aligned on the server's own thread: more than this much of either file is left to others. */
const MAX_GAP_BYTES = 3 * 2 ** 20;

interface Services {
  database: Database;
  chunks: ChunkReader;
  logger: Logger;
}

interface Plan {
  key: string;
  pair: Pair;
  paired: PairedPieces;
}

/**
 * Finds which frames pairs of files share, from the chunks that they are kept in: what both have as chunks is known to be
 * equal without being read, so that a file costs as much as was changed in it, and not as much as it is long. Leaves out
 * pairs that are not kept so, or that differ in more than a few megabytes at one place.
 */
export async function alignByChunks(
  { database, chunks, logger }: Services,
  pairs: readonly Pair[],
): Promise<Map<string, Run[]>> {
  const found = new Map<string, Run[]>();
  const plans = await planPairs(database, pairs.filter(isAlignable));
  const places = await findChunkPlaces(
    database,
    plans.flatMap(({ paired }) => listGapDigests(paired)),
  );
  const open = plans.filter(({ paired }) => listGapDigests(paired).every((digest) => !places.get(digest)?.damagedAt));
  const alignNext = async (): Promise<void> => {
    for (let plan = open.shift(); plan; plan = open.shift()) {
      try {
        found.set(plan.key, await alignPlan(chunks, places, plan));
      } catch (err) {
        // One damaged chunk is no reason to read all other files whole.
        logger.warn({ err, pair: plan.key }, 'chunks could not be aligned');
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, alignNext));
  return found;
}

/** Chunks are cut from bytes: only files that write the same frames as the same bytes can share them. */
function isAlignable({ before, after }: Pair): boolean {
  const facts = ['format', 'codec', 'sampleRate', 'channels', 'bitDepth', 'sampleFormat'] as const;
  return before.format === 'wav' && facts.every((fact) => before[fact] === after[fact]);
}

async function planPairs({ sequelize }: Database, pairs: readonly Pair[]): Promise<Plan[]> {
  const files = new Map(pairs.flatMap(({ before, after }) => [before, after]).map((file) => [file.digest, file]));
  const pieces = files.size === 0 ? new Map<string, Piece[]>() : await readPieces(sequelize, [...files.values()]);
  return pairs.flatMap((pair) => {
    const [before, after] = [pieces.get(pair.before.digest), pieces.get(pair.after.digest)];
    if (!before || !after) return [];
    const paired = pairPieces(before, after);
    const isLarge = paired.gaps.some((gap) => [gap.before, gap.after].some((side) => isLargeSide(pair.after, side)));
    return isLarge ? [] : [{ key: keyOf(pair), pair, paired }];
  });
}

function isLargeSide({ channels, bitDepth }: AudioFileModel, pieces: readonly Piece[]): boolean {
  const frames = pieces.reduce((sum, piece) => sum + piece.frames, 0);
  return frames * channels * Math.ceil(bitDepth / 8) > MAX_GAP_BYTES;
}

function listGapDigests({ gaps }: PairedPieces): string[] {
  return gaps.flatMap(({ before, after }) => [...before, ...after].map(({ digest }) => digest));
}

async function alignPlan(
  chunks: ChunkReader,
  places: ReadonlyMap<string, ChunkPlace>,
  { pair, paired }: Plan,
): Promise<Run[]> {
  const runs = [...paired.runs];
  for (const { before, after } of paired.gaps) {
    const [first, other] = [before[0], after[0]];
    if (!first || !other) continue;
    const [left, right] = await Promise.all([read(before), read(after)]);
    const continues = { head: first.startFrame > 0, tail: !isEnd(pair.before, before) || !isEnd(pair.after, after) };
    for (const { beforeStart, afterStart, frames } of await alignBytes(pair.after, left, right, continues)) {
      runs.push({ beforeStart: first.startFrame + beforeStart, afterStart: other.startFrame + afterStart, frames });
    }
  }
  return joinRuns(runs.sort((one, next) => one.afterStart - next.afterStart));

  async function read(pieces: readonly Piece[]): Promise<Buffer> {
    const found = pieces.map(({ digest }) => {
      const place = places.get(digest);
      if (!place) throw new Error(`The chunk ${digest} is nowhere.`);
      return place;
    });
    return Buffer.concat(await chunks.read(found));
  }
}

function isEnd({ frames }: AudioFileModel, pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1);
  return last !== undefined && last.startFrame + last.frames === frames;
}
