import { describe, expect, it } from 'vitest';
import { createRandom } from '../testing/random-history.ts';
import { type BlameSource, computeBlame, type FrameMatch, type TrackVersion } from './compute-blame.ts';

/** Versions whose audio is written as text: one letter a frame. */
const toSource = (versions: Record<string, { audio: string; parents: string[] }>): BlameSource => {
  const generation = (id: string): number => 1 + Math.max(0, ...(versions[id]?.parents.map(generation) ?? []));
  return {
    getVersion: async (commitId): Promise<TrackVersion | null> => {
      const version = versions[commitId];
      if (!version) return null;
      return { commitId, audioDigest: version.audio, generation: generation(commitId), parentIds: version.parents };
    },
    align: async (before, after) => alignText(before, after),
  };
};

/** The longest common subsequence, as runs. */
function alignText(before: string, after: string): FrameMatch[] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      table[left]![right] =
        before[left] === after[right]
          ? table[left + 1]![right + 1]! + 1
          : Math.max(table[left + 1]![right]!, table[left]![right + 1]!);
    }
  }
  const matches: FrameMatch[] = [];
  let [left, right] = [0, 0];
  while (left < before.length && right < after.length) {
    if (before[left] === after[right]) {
      const last = matches.at(-1);
      if (last && last.beforeStart + last.frames === left && last.afterStart + last.frames === right) last.frames += 1;
      else matches.push({ beforeStart: left, afterStart: right, frames: 1 });
      left += 1;
      right += 1;
    } else if (table[left + 1]![right]! >= table[left]![right + 1]!) left += 1;
    else right += 1;
  }
  return matches;
}

const blameText = async (source: BlameSource, commitId: string, frames: number) =>
  (await computeBlame(source, commitId, frames))
    .map(({ startFrame, endFrame, commitId: id }) => id.repeat(endFrame - startFrame))
    .join('');

describe('blame', () => {
  it('names the punch-in, and the first version for the rest', async () => {
    const source = toSource({ A: { audio: 'abcdef', parents: [] }, B: { audio: 'abXYef', parents: ['A'] } });
    expect(await blameText(source, 'B', 6)).toBe('AABBAA');
  });

  it('follows an inserted bar and a cut', async () => {
    const source = toSource({
      A: { audio: 'abcdef', parents: [] },
      B: { audio: 'abXXcdef', parents: ['A'] },
      C: { audio: 'bXXcdf', parents: ['B'] },
    });
    expect(await blameText(source, 'C', 6)).toBe('ABBAAA');
  });

  //   A ─ B ─ D
  //    \     /
  //     C ──
  it('finds each side of a merge', async () => {
    const source = toSource({
      A: { audio: 'abcdef', parents: [] },
      B: { audio: 'aXcdef', parents: ['A'] },
      C: { audio: 'abcdYf', parents: ['A'] },
      D: { audio: 'aXcdYf', parents: ['B', 'C'] },
    });
    expect(await blameText(source, 'D', 6)).toBe('ABAACA');
  });

  it('blames the commit in which the track began', async () => {
    const source = toSource({ B: { audio: 'abc', parents: ['gone'] } });
    expect(await computeBlame(source, 'B', 3)).toEqual([{ startFrame: 0, endFrame: 3, commitId: 'B' }]);
  });

  it('covers every frame once, in order, whatever the history', async () => {
    const random = createRandom(5);
    const versions: Record<string, { audio: string; parents: string[] }> = { v0: { audio: 'abcdefghij', parents: [] } };
    for (let index = 1; index < 60; index++) {
      const { audio } = versions[`v${index - 1}`]!;
      const at = Math.floor(random() * audio.length);
      const audioNow =
        audio.slice(0, at) + String.fromCharCode(200 + index) + audio.slice(at + Math.floor(random() * 3));
      const parents = index > 2 && random() < 0.3 ? [`v${index - 1}`, `v${index - 3}`] : [`v${index - 1}`];
      versions[`v${index}`] = { audio: audioNow, parents };
    }
    const { audio } = versions.v59!;
    const ranges = await computeBlame(toSource(versions), 'v59', audio.length);
    expect(ranges[0]?.startFrame).toBe(0);
    expect(ranges.at(-1)?.endFrame).toBe(audio.length);
    for (const [index, range] of ranges.slice(1).entries()) expect(range.startFrame).toBe(ranges[index]?.endFrame);
  });
});
