import type { CommitSummary } from '@beatflow/shared';
import type { ApiClient } from '../../api/trpc.ts';

export type Blame = Awaited<ReturnType<ApiClient['track']['blame']['query']>>;

/** Somebody who made a part of the sound. */
export interface Person {
  readonly name: string;
  readonly color: string;
  readonly frames: number;
}

/** A stretch of the sound, with who made it and in which commit. */
export interface BlamedRange {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly commit: Pick<CommitSummary, 'id' | 'digest' | 'authorName' | 'message' | 'createdAt'>;
  readonly person: Person;
}

/** Hues far apart, at a lightness that is told from the page in both schemes. */
const colors = ['#2f9e8f', '#8b6fd6', '#d0803a', '#4a8fd8', '#c95c94', '#7f9440', '#b0524a', '#7a8797'];

/** Gives everybody a colour, in the order of how much of the sound is theirs, and every range its person. */
export function toBlamedRanges({ ranges, commits }: Pick<Blame, 'ranges' | 'commits'>): {
  people: Person[];
  ranges: BlamedRange[];
} {
  const commitOf = new Map(commits.map((commit) => [commit.id, commit]));
  const known = ranges.flatMap(({ commitId, ...range }) => {
    const commit = commitOf.get(commitId);
    return commit ? [{ ...range, commit }] : [];
  });
  const frames = new Map<string, number>();
  for (const { startFrame, endFrame, commit } of known) {
    frames.set(commit.authorName, (frames.get(commit.authorName) ?? 0) + endFrame - startFrame);
  }
  const people = [...frames]
    .sort(([left, most], [right, least]) => least - most || (left < right ? -1 : 1))
    .map(([name, count], index) => ({ name, frames: count, color: colors[index % colors.length]! }));
  const personOf = new Map(people.map((person) => [person.name, person]));
  return { people, ranges: known.map((range) => ({ ...range, person: personOf.get(range.commit.authorName)! })) };
}

/** A share in percent; what is there at all is never told as nothing. */
export function formatShare(frames: number, total: number): string {
  const percent = total === 0 ? 0 : (frames / total) * 100;
  return percent > 0 && percent < 1 ? 'under 1 %' : `${Math.round(percent)} %`;
}
