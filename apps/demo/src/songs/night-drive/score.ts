import { Grid, STEPS_PER_BAR } from '../../music/grid.ts';
import { parseHarmony } from '../../music/harmony.ts';
import { type Note, parsePhrase } from '../../music/phrase.ts';

export const grid = new Grid(100);

/** Where each part of the song begins, in bars. */
export const bars = { intro: 0, verse: 4, chorus: 12, breakdown: 20, finale: 22, outro: 26, end: 28 } as const;

/** The last chord rings for a while. */
export const songFrames = grid.frameOfBar(bars.end) + 57_600;

const verse = 'Am9 | Am7/G | Fmaj9 | E7sus4 E7';
const chorus = 'Fmaj7 | G6 | Am7 | C/E | Fmaj7 | G6 | E7 | Am9';
const finale = 'Fmaj7 | G6 | E7 | Am9';

export const harmony = parseHarmony(
  [verse, verse, verse, chorus, 'Dm9 | E7sus4 E7', finale, 'Fmaj9 G6 | Am9'].join(' | '),
);

const hookFirst =
  'A4:3 C5:3 E5:2! D5:6 C5:2 | B4:3 D5:3 G5:2! E5:8 | E5:3 A5:3! G5:2 E5:4 D5:2 C5:2 | D5:3 C5:3 G4:2 C5:8';
const hookSecond = 'A4:3 C5:3 E5:2! D5:6 C5:2 | B4:3 D5:3 G5:2 A5:8! | B5:3! A5:3 G#5:2 E5:8 | A5:12! -:4';

/** The melody of the chorus, and of the end. */
export const hook: readonly Note[] = [
  ...parsePhrase(`${hookFirst} | ${hookSecond}`, bars.chorus * STEPS_PER_BAR),
  ...parsePhrase(`${hookSecond} | A5:3 G5:3 E5:2 D5:3 B4:3 G4:2 | A4:16!`, bars.finale * STEPS_PER_BAR),
];

/** What the voice sings: a verse of its own, long harmonies under the hook, an answer at the end. */
export const song: readonly Note[] = [
  ...parsePhrase(
    [
      '-:4 A4:2=nah B4:2=nah C5:4=woh B4:2=noh A4:2=nah',
      'E5:6!=yeah D5:2=oh C5:6=you -:2',
      '-:4 A4:2=nah C5:2=nah E5:4=wah C5:2=noh A4:2=oh',
      'B4:6=woh A4:2=oh G#4:6=moo -:2',
      '-:4 A4:2=nah B4:2=nah C5:4=woh D5:2=noh E5:2=nah',
      'G5:6!=yeah E5:2=ah D5:4=woh C5:4=oh',
      'C5:3=nah D5:3=nah C5:2=noh A4:8=wah',
      'B4:8=woh G#4:4=moo -:4',
    ].join(' '),
    bars.verse * STEPS_PER_BAR,
  ),
  ...parsePhrase(
    [
      '-:8 A4:8=wah | B4:16=wah | C5:12=woh E5:4=oh | E5:8=wah C5:6=oh -:2',
      'C5:8=wah A4:8=oh | B4:8=wah D5:8=oh | E5:8!=yeah D5:4=oh B4:4=oh | C5:12=wah -:4',
    ].join(' '),
    bars.chorus * STEPS_PER_BAR,
  ),
  ...parsePhrase('-:4 F4:4=moo A4:4=woh D5:4=wah | B4:8=woh G#4:8=wah', bars.breakdown * STEPS_PER_BAR),
  ...parsePhrase(
    'C5:8=wah A4:8=oh | B4:8=wah D5:8=oh | E5:8!=yeah D5:4=oh B4:4=oh | C5:12=wah -:4 | C5:8=woh B4:8=woh | C5:4=nah B4:4=noh A4:8=wah',
    bars.finale * STEPS_PER_BAR,
  ),
];
