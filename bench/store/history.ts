import {
  appendTail,
  cutBars,
  type Edit,
  equalise,
  exportAgain,
  insertBars,
  newDither,
  punchIn,
  regionGain,
  trimStart,
  wholeGain,
} from './edits.ts';

/** What one version changes: edits of stems by their place in the song, and what happens to whole stems. */
export interface VersionChange {
  edits: readonly (readonly [stem: number, edit: Edit])[];
  rename?: readonly [stem: number, name: string];
  remove?: number;
}

const everyStem = [0, 1, 2, 3, 4];

/** Seventeen changes after the first version, as a song gets them in a few weeks. */
export const changes: readonly VersionChange[] = [
  { edits: [[0, punchIn(42, 8)]] },
  { edits: [[1, regionGain(60, 20, -2)]] },
  { edits: [[4, punchIn(30, 10)]] },
  {
    edits: [
      [2, exportAgain],
      [3, exportAgain],
    ],
  },
  { edits: everyStem.map((stem) => [stem, insertBars(96, 8)] as const) },
  {
    edits: [
      [3, punchIn(20, 4)],
      [3, punchIn(120, 4)],
    ],
  },
  { edits: [[1, wholeGain(1.5)]] },
  { edits: [[4, trimStart(1.37)]] },
  {
    edits: [
      [0, cutBars(140, 4)],
      [2, cutBars(140, 4)],
    ],
  },
  { edits: [[0, regionGain(10, 15, 1)]], rename: [2, 'keys left and right'] },
  { edits: [[3, equalise]] },
  { edits: [[0, appendTail(3)]] },
  { edits: [[2, newDither]] },
  {
    edits: [
      [4, punchIn(50, 5)],
      [4, punchIn(80, 5)],
      [4, punchIn(130, 5)],
    ],
  },
  {
    edits: [
      [0, exportAgain],
      [1, exportAgain],
    ],
  },
  { edits: [[0, regionGain(100, 12, -1)]], remove: 3 },
  {
    edits: [
      [1, punchIn(33, 6)],
      [4, regionGain(70, 20, 0.8)],
    ],
  },
];
