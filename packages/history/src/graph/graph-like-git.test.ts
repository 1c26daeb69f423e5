import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitRepository, type GitRepository } from '../testing/git-repository.ts';
import { createRandom, createRandomHistory, type HistoryShape } from '../testing/random-history.ts';
import { countAheadBehind, listApart } from './ahead-behind.ts';
import { CommitGraph } from './commit-graph.ts';
import { isAncestor } from './is-ancestor.ts';
import { listLog } from './list-log.ts';
import { findMergeBases } from './merge-bases.ts';
import { listFirstParents, listTopologically } from './topological-order.ts';

const histories: [HistoryShape, number, number][] = [
  ['linear', 300, 1],
  ['bushy', 120, 2],
  ['bushy', 3000, 3],
  ['criss-cross', 60, 4],
  ['criss-cross', 1500, 5],
  ['many-roots', 200, 6],
  ['many-roots', 2500, 7],
];

describe.each(histories)('a %s history of %i commits answers as Git does', (shape, size, seed) => {
  const commits = createRandomHistory(shape, size, seed);
  const graph = new CommitGraph();
  for (const commit of commits) graph.add(commit);
  const random = createRandom(seed + 100);
  const pick = () => commits[Math.floor(random() * size)]!.id;
  const near = (id: string) => commits[Math.max(0, graph.indexOf(id) - Math.floor(random() * 8))]!.id;
  const pairs = Array.from({ length: 40 }, (_, index) => {
    const left = pick();
    return [left, index % 2 === 0 ? pick() : near(left)] as const;
  });
  let git: GitRepository;
  beforeAll(() => {
    git = createGitRepository(commits);
  });
  afterAll(() => git.remove());

  it('on all merge bases', () => {
    for (const [ours, theirs] of pairs) {
      expect(findMergeBases(graph, ours, theirs), `${ours} ${theirs}`).toEqual(git.mergeBases(ours, theirs).sort());
    }
  });

  it('on who is whose ancestor', () => {
    for (const [ours, theirs] of pairs) {
      expect(isAncestor(graph, ours, theirs)).toBe(git.isAncestor(ours, theirs));
      expect(isAncestor(graph, theirs, ours)).toBe(git.isAncestor(theirs, ours));
    }
  });

  it('on ahead and behind', () => {
    for (const [ours, theirs] of pairs) {
      const counts = countAheadBehind(graph, ours, theirs);
      expect(counts).toEqual(git.aheadBehind(ours, theirs));
      const { aheadIds, behindIds, ...apart } = listApart(graph, ours, theirs, size);
      expect(apart).toEqual(counts);
      const known = new Set(listTopologically(graph, theirs));
      expect(behindIds).toHaveLength(counts.behind);
      expect(aheadIds).toEqual(listLog(graph, { starts: [ours], count: size }).ids.filter((id) => !known.has(id)));
      const few = { ...counts, aheadIds: aheadIds.slice(0, 3), behindIds: behindIds.slice(0, 3) };
      expect(listApart(graph, ours, theirs, 3)).toEqual(few);
    }
  });

  it('on ahead and behind of one commit and several', () => {
    for (const [ours, theirs] of pairs.slice(0, 12)) {
      const several = [theirs, pick(), pick()];
      const [mine, other] = [listTopologically(graph, ours), several.flatMap((id) => listTopologically(graph, id))];
      const [left, right] = [new Set(mine), new Set(other)];
      const lacking = (from: Set<string>, what: Set<string>) => [...from].filter((id) => !what.has(id)).length;
      const counts = { ahead: lacking(left, right), behind: lacking(right, left) };
      expect(countAheadBehind(graph, ours, several)).toEqual(counts);
    }
    expect(countAheadBehind(graph, commits[0]!.id, [])).toEqual({ ahead: 1, behind: 0 });
  });

  it('on the topological order and the first parents', () => {
    for (const [id] of pairs.slice(0, 12)) {
      expect(listTopologically(graph, id)).toEqual(git.topologicalOrder(id));
      expect(listFirstParents(graph, id)).toEqual(git.firstParents(id));
    }
  });
});
