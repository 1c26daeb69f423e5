import { median } from '../product/median.ts';
import type { Api } from '../product/sign-up.ts';
import type { GitSide } from './git-side.ts';
import { time } from './time.ts';

interface Question {
  api: Api;
  git: GitSide;
  repositoryId: string;
  /** The commits in BeatFlow, by their numbers in Git's. */
  ids: string[];
  pairCount: number;
  random: () => number;
}

/** Merge base, ahead and behind of random pairs: the same answers, and which is faster. */
export async function compareAnswers({ api, git, repositoryId, ids, pairCount, random }: Question): Promise<void> {
  const times = { first: [] as number[], ours: [] as number[], mergeBase: [] as number[], count: [] as number[] };
  const numberOf = new Map(ids.map((id, number) => [id, number]));
  const before = ids[0] as string;
  await time(() => api.commit.compare.query({ repositoryId, before, after: ids.at(-1) as string }), times.first);
  let wrong = 0;
  for (let pair = 0; pair < pairCount; pair++) {
    const [left, right] = [Math.floor(random() * ids.length), Math.floor(random() * ids.length)];
    const input = { repositoryId, before: ids[left] as string, after: ids[right] as string };
    const answer = await time(() => api.commit.compare.query(input), times.ours);
    const bases = await time(() => git.mergeBases(left, right), times.mergeBase);
    const [behind, ahead] = await time(() => git.aheadBehind(left, right), times.count);
    const base = answer.mergeBaseId === null ? undefined : numberOf.get(answer.mergeBaseId);
    const isSameBase = base === undefined ? bases.length === 0 : bases.includes(base);
    if (!isSameBase || answer.ahead !== ahead || answer.behind !== behind) wrong += 1;
  }
  const ours = median(times.ours);
  console.log(`\nMedians over ${pairCount} random pairs, one question after the other`);
  console.log(`  BeatFlow, merge base + ahead + behind + what changed, over HTTP  ${ours.toFixed(2)} ms`);
  for (const [name, list] of [
    ['git merge-base --all', times.mergeBase],
    ['git rev-list --count', times.count],
  ] as const) {
    const theirs = median(list);
    const verdict = ours <= theirs ? 'reached' : 'not reached';
    console.log(
      `  ${name.padEnd(24)} ${theirs.toFixed(2)} ms   ratio ${(ours / theirs).toFixed(2)} (goal ≤ 1.00: ${verdict})`,
    );
  }
  console.log(`  the first question after a start, which reads the graph: ${times.first[0]?.toFixed(0)} ms`);
  console.log(`  answers that differ from Git's: ${wrong} of ${pairCount}`);
}
