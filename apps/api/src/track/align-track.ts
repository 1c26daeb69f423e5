import { AudioFileModel } from '@beatflow/db';
import { type BlameSource, type CommitGraph, type FrameMatch, listTopologically } from '@beatflow/history';
import { BeatflowError } from '@beatflow/shared';
import type { Services } from '../services.ts';
import { findComparisons, keyOf, type Pair } from '../sound/comparison.ts';
import { audioOfTrack, type TrackStates } from './read-track.ts';

/** Versions whose files are read at the same time, where they were not compared when they were pushed. */
const AT_ONCE = 2;

/**
 * Answers what neighbouring versions of a track have in common. Nearly always that was found out when each was pushed, and
 * is read at once; what is missing is found out now, before it is asked for, since files can be compared side by side.
 */
export async function alignTrack(
  services: Pick<Services, 'sound' | 'logger'>,
  graph: CommitGraph,
  states: TrackStates,
  commitId: string,
): Promise<BlameSource['align']> {
  const pairs = await listPairs(graph, states, commitId);
  const known = await findComparisons([...pairs.values()]);
  const matches = new Map([...known].map(([key, comparison]) => [key, comparison.matches as readonly FrameMatch[]]));
  const missing = [...pairs].filter(([key]) => !matches.has(key));
  const compareNext = async (): Promise<void> => {
    for (let next = missing.shift(); next; next = missing.shift()) {
      const [key, pair] = next;
      matches.set(key, await findMatches(services, pair));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, compareNext));
  return (before, after) =>
    Promise.resolve(matches.get(keyOf({ before: { digest: before }, after: { digest: after } })) ?? []);
}

/** Every pair of different files that a commit and one of its parents have of a track. */
async function listPairs(graph: CommitGraph, states: TrackStates, commitId: string) {
  const digests = new Map<string, readonly [string, string]>();
  for (const id of listTopologically(graph, commitId)) {
    const after = audioOfTrack(graph, states, id);
    if (after === null) continue;
    for (const parentId of graph.parentIdsOf(id)) {
      const before = audioOfTrack(graph, states, parentId);
      if (before === null || before === after) continue;
      digests.set(keyOf({ before: { digest: before }, after: { digest: after } }), [before, after]);
    }
  }
  const files = await readFiles([...digests.values()].flat());
  const pairs = new Map<string, Pair>();
  for (const [key, [before, after]] of digests) {
    const [earlier, later] = [files.get(before), files.get(after)];
    if (earlier && later) pairs.set(key, { before: earlier, after: later });
  }
  return pairs;
}

async function readFiles(digests: readonly string[]): Promise<Map<string, AudioFileModel>> {
  const files = await AudioFileModel.findAll({ where: { digest: [...new Set(digests)] } });
  return new Map(files.map((file) => [file.digest, file]));
}

/** Files that cannot be compared have nothing in common: then a version counts as its pusher's, whole. */
async function findMatches({ sound, logger }: Pick<Services, 'sound' | 'logger'>, pair: Pair) {
  try {
    return (await sound.compare(pair)).matches;
  } catch (err) {
    if (err instanceof BeatflowError && err.reason === 'server-busy') throw err;
    logger.warn({ err, before: pair.before.digest, after: pair.after.digest }, 'two sounds could not be compared');
    return [];
  }
}
