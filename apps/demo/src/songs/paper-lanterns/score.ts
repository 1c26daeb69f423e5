import { Grid, STEPS_PER_BAR } from '../../music/grid.ts';
import { parseHarmony } from '../../music/harmony.ts';
import { type Note, parsePhrase } from '../../music/phrase.ts';

/** Sixteenths lean back: the second of each pair comes at 58 % instead of the half. */
export const grid = new Grid(84, 0.58);

/** Where each part of the song begins, in bars. */
export const bars = { intro: 0, first: 2, bridge: 10, second: 14, ending: 22, end: 24 } as const;

/** The last chord rings for a while. */
export const songFrames = grid.frameOfBar(bars.end) + 48_000;

const round = 'Fmaj9 | Em7b5 A7b9 | Dm9 | Cm9 F13 | Bbmaj9 | Bbm6 | Am7 D7b9 | Gm9 C13';

export const harmony = parseHarmony(
  ['Gm9 | C13', round, 'C#maj9 | Cm9 F13 | Bbmaj9 | C9sus4 C13', round, 'Fmaj9 Bbm6 | F69'].join(' | '),
);

const theme =
  '-:2 C5:2 E5:2 G5:4! F5:2 E5:2 C5:2 | D5:3 E5:3 D5:2 C#5:4 Bb4:2 A4:2 | F5:6! E5:2 D5:4 A4:4 | -:2 G4:2 Bb4:2 D5:4! C5:2 A4:2 D5:2 | ' +
  'C5:3 D5:3 F5:2! A5:6 G5:2 | G5:3 F5:3 C#5:2 Bb4:8 | C5:3 E5:3 G5:2! F#5:4 Eb5:2 D5:2';
const bridge =
  'Eb5:6 F5:2 G#5:6! F5:2 | G5:6 Eb5:2 D5:4 C5:4 | D5:6! C5:2 A4:4 F4:4 | G4:2 A4:2 Bb4:2 C5:2 D5:2 E5:2 G5:2 A5:2!';

/** The tune that people go home with. */
export const tune: readonly Note[] = [
  ...parsePhrase(`${theme} | Bb4:3 D5:3 F5:2 E5:4! D5:2 C5:2`, bars.first * STEPS_PER_BAR),
  ...parsePhrase(bridge, bars.bridge * STEPS_PER_BAR),
  ...parsePhrase(`${theme} | Bb4:3 D5:3 F5:2 A5:4! G5:2 E5:2`, bars.second * STEPS_PER_BAR),
  ...parsePhrase('A5:3 G5:3 E5:2 C#5:4 Bb4:4 | A4:3 C5:3 G5:10!', bars.ending * STEPS_PER_BAR),
];

/** What was there before the tune: long notes that lead from chord to chord. */
export const sketchTune: readonly Note[] = [
  ...parsePhrase(
    'E5:12 -:4 | D5:8 C#5:8 | F5:12 -:4 | Eb5:8 D5:8 | D5:12 -:4 | C#5:12 -:4 | C5:8 C5:8 | Bb4:8 A4:8',
    bars.first * STEPS_PER_BAR,
  ),
  ...parsePhrase('C5:16 | Bb4:8 A4:8 | A4:16 | Bb4:8 E5:8', bars.bridge * STEPS_PER_BAR),
  ...parsePhrase(
    'E5:12 -:4 | D5:8 C#5:8 | F5:12 -:4 | Eb5:8 D5:8 | D5:12 -:4 | C#5:12 -:4 | C5:8 C5:8 | Bb4:8 E5:8',
    bars.second * STEPS_PER_BAR,
  ),
  ...parsePhrase('E5:8 C#5:8 | C5:16', bars.ending * STEPS_PER_BAR),
];

/** Hummed: held tones in the bridge, then a second voice below the tune. */
export const hummed: readonly Note[] = [
  ...parsePhrase(
    'C5:8=mm C5:8=moo | Bb4:8=moo A4:8=woh | A4:8=moo F4:8=oo | G4:8=moo Bb4:8=woh',
    bars.bridge * STEPS_PER_BAR,
  ),
  ...parsePhrase(
    [
      '-:4 A4:6=noh C5:6=woh | Bb4:8=moo G4:8=moo | A4:8=noh F4:8=moo | G4:8=moo A4:8=woh',
      'A4:8=noh F5:6=wah Eb5:2=oh | C#5:8=woh G4:8=moo | A4:8=noh C5:8=woh | Bb4:8=moo Bb4:6=noh C5:2=nah',
    ].join(' '),
    bars.second * STEPS_PER_BAR,
  ),
  ...parsePhrase('C5:8=woh Bb4:8=moo | A4:16=wah', bars.ending * STEPS_PER_BAR),
];
