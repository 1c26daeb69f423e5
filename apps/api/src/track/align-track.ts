import { AudioFileModel } from '@beatflow/db';
import { type BlameSource, type CommitGraph, listTopologically } from '@beatflow/history';
import type { Services } from '../services.ts';
import { keyOf, type Pair } from '../sound/comparison.ts';
import { audioOfTrack, type TrackStates } from './read-track.ts';

/** Answers what neighbouring versions of a track have in common: all is found out before anything is asked. */
export async function alignTrack(
  { sound }: Pick<Services, 'sound'>,
  graph: CommitGraph,
  states: TrackStates,
  commitId: string,
): Promise<BlameSource['align']> {
  const matches = await sound.align(await listPairs(graph, states, commitId));
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
  return [...digests.values()].flatMap(([before, after]): Pair[] => {
    const [earlier, later] = [files.get(before), files.get(after)];
    return earlier && later ? [{ before: earlier, after: later }] : [];
  });
}

async function readFiles(digests: readonly string[]): Promise<Map<string, AudioFileModel>> {
  const files = await AudioFileModel.findAll({ where: { digest: [...new Set(digests)] } });
  return new Map(files.map((file) => [file.digest, file]));
}
