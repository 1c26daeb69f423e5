import { describe, expect, it } from 'vitest';
import { CommitGraph } from '../graph/commit-graph.ts';
import { findMergeBases } from '../graph/merge-bases.ts';
import { emptySnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { computeBase } from './compute-base.ts';
import { mergeSnapshots } from './merge-snapshots.ts';
import { undecided } from './merge-value.ts';

//   A ─ B ─ D   ours
//    \   ╳
//     C ─ E     theirs        merge bases: B and C
const graph = new CommitGraph();
for (const [id, parents] of Object.entries({ A: '', B: 'A', C: 'A', D: 'BC', E: 'CB' })) {
  graph.add({ id, parentIds: Array.from(parents) });
}
const at =
  (tempos: Record<string, number>, key: Record<string, string> = {}) =>
  async (id: string): Promise<Snapshot> => ({
    ...emptySnapshot,
    bpm: tempos[id] ?? 120,
    keySignature: key[id] ?? 'C',
  });

describe('the base of a merge', () => {
  it('is empty without a common ancestor', async () => {
    expect(await computeBase(graph, [], at({}))).toEqual(emptySnapshot);
  });

  it('of a criss-cross is what both bases come to together', async () => {
    const base = await computeBase(graph, findMergeBases(graph, 'D', 'E'), at({ B: 124 }, { C: 'Am' }));
    expect(base).toMatchObject({ bpm: 124, keySignature: 'Am' });
  });

  it('is undecided where the bases disagree, so that the question is asked again', async () => {
    const base = await computeBase(graph, ['B', 'C'], at({ B: 124, C: 126 }));
    expect(base.bpm).toBe(undecided);
    const ours = { ...emptySnapshot, bpm: 124, keySignature: 'C' };
    const theirs = { ...ours, bpm: 126 };
    expect(mergeSnapshots(base, ours, theirs).conflicts).toEqual([
      { trackId: null, field: 'bpm', base: null, ours: 124, theirs: 126 },
    ]);
    expect(mergeSnapshots(base, ours, ours).conflicts).toEqual([]);
  });
});
