import { addReverb } from '../../dsp/reverb.ts';
import { addAt, type Stereo, silentStereo } from '../../dsp/sound.ts';
import { makeCymbal, reversed } from '../../instruments/cymbal.ts';
import { type DrumVoice, playHits } from '../../instruments/drum-voice.ts';
import { makeKick } from '../../instruments/kick.ts';
import { makeClap, makeTom } from '../../instruments/percussion.ts';
import { gated, makeSnare } from '../../instruments/snare.ts';
import { type DrumBar, hitsOf } from '../../music/drum-pattern.ts';
import { printTake } from '../print-take.ts';
import { bars, grid, songFrames } from './score.ts';

type Drum = 'kick' | 'snare' | 'clap' | 'hat' | 'openHat' | 'crash' | 'highTom' | 'midTom' | 'lowTom';
type Bar = DrumBar<Drum>;

const pulse: Bar = { kick: 'X.......x.......' };
const pulseHats: Bar = { ...pulse, hat: '..o...o...o...o.' };
const introEnd: Bar = {
  kick: 'X.......x.......',
  hat: '..o...o.........',
  snare: '..........o.x.xX',
  lowTom: '..............x.',
};
const verse: Bar = { kick: 'X.....x.x.......', snare: '....X.......X...', hat: 'x,o,x,o,x,o,x,o,' };
const verseTurn: Bar = { ...verse, kick: 'X.....x.x.x.....', openHat: '..............x.', hat: 'x,o,x,o,x,o,x,..' };
const chorus: Bar = {
  kick: 'X...X...X...X...',
  snare: '....X.......X...',
  clap: '....x.......x...',
  hat: 'x,,,x,,,x,,,x,,,',
  openHat: '..x...x...x...x.',
};
const chorusTurn: Bar = { ...chorus, snare: '....X.......X.oX' };
const plainEnd: Bar = { ...verse };
const tomFill: Bar = {
  kick: 'X.....x.X...X...',
  snare: '....X...X.o.....',
  hat: 'x,o,x,o,........',
  highTom: '..........xX....',
  midTom: '............Xx..',
  lowTom: '..............XX',
};
const chorusEnd: Bar = {
  ...chorus,
  clap: '....x...........',
  snare: '....X...x.xxX.XX',
  highTom: '........X.......',
  lowTom: '.............x..',
};
const build: Bar = { kick: 'X.......x.......', snare: ',.,.,.,.o.o.o.o.', hat: 'o...o...o...o...' };
const buildRoll: Bar = {
  kick: 'X...x...X.X.X.X.',
  snare: 'oooooooox.xxXXXX',
  midTom: '............X.X.',
  lowTom: '.............X.X',
};
const ending: Bar = {
  kick: 'X.....x.X...X...',
  snare: '....X.......X.XX',
  highTom: '..........x.....',
  midTom: '............x...',
  lowTom: '..............xx',
};

function repeat(count: number, bar: Bar, last: Bar): readonly Bar[] {
  return [...Array.from({ length: count - 1 }, () => bar), last];
}

/** The bars of the song; before the first chorus either the beat goes straight on, or the toms run down. */
function barsWith(beforeChorus: Bar): readonly Bar[] {
  const opened = (bar: Bar): Bar => ({ ...bar, crash: 'X...............' });
  return [
    pulse,
    pulse,
    pulseHats,
    introEnd,
    opened(verse),
    ...repeat(3, verse, verseTurn),
    ...repeat(3, verse, verseTurn),
    beforeChorus,
    opened(chorus),
    ...repeat(3, chorus, chorusTurn),
    ...repeat(4, chorus, chorusEnd),
    { ...build, crash: 'X...............' },
    buildRoll,
    opened(chorus),
    ...repeat(3, chorus, chorusTurn),
    ending,
    { kick: 'X...............', crash: 'X...............', snare: 'X...............' },
  ];
}

export const kickHits = hitsOf(barsWith(tomFill), 'kick');

function makeKit(): Readonly<Record<Drum, DrumVoice>> {
  const snares = ['a', 'b', 'c'].map((seed) =>
    gated(makeSnare({ hz: 186, tone: 0.85, noise: 0.95, noiseHz: 3800, seconds: 0.24, seed })),
  );
  const hats = ['a', 'b', 'c', 'd'].map((seed) =>
    makeCymbal({ seconds: 0.07, metal: 0.35, highPassHz: 7800, seed: `hat/${seed}` }),
  );
  return {
    kick: {
      name: 'kick',
      strokes: [makeKick({ hz: 47, sweepHz: 190, seconds: 0.42, click: 0.4, drive: 1.7 })],
      gain: 0.95,
      looseSeconds: 0,
    },
    snare: { name: 'snare', strokes: snares, gain: 0.6, looseSeconds: 0.001 },
    clap: { name: 'clap', strokes: ['a', 'b'].map(makeClap), gain: 0.62, pan: 0.08 },
    hat: { name: 'hat', strokes: hats, gain: 0.82, pan: 0.22 },
    openHat: {
      name: 'open hat',
      strokes: ['e', 'f'].map((seed) => makeCymbal({ seconds: 0.26, metal: 0.3, highPassHz: 7000, seed })),
      gain: 0.55,
      pan: 0.22,
    },
    crash: {
      name: 'crash',
      strokes: [makeCymbal({ seconds: 2.6, metal: 0.22, highPassHz: 4200, attackSeconds: 0.002, seed: 'crash' })],
      gain: 0.34,
      pan: -0.15,
    },
    highTom: { name: 'high tom', strokes: [makeTom(168)], gain: 0.5, pan: 0.45 },
    midTom: { name: 'mid tom', strokes: [makeTom(122)], gain: 0.55, pan: 0 },
    lowTom: { name: 'low tom', strokes: [makeTom(84)], gain: 0.6, pan: -0.45 },
  };
}

function play(allBars: readonly Bar[]): Stereo {
  const out = silentStereo(songFrames);
  const kit = makeKit();
  for (const drum of Object.keys(kit) as Drum[]) playHits(out, grid, kit[drum], hitsOf(allBars, drum));
  const swell = reversed(makeCymbal({ seconds: 2.3, metal: 0.2, highPassHz: 3800, seed: 'swell' }));
  for (const bar of [bars.verse, bars.chorus, bars.finale])
    addAt(out, swell, grid.frameOfBar(bar) - swell.length, 0.16, 0.1);
  addReverb(out, { seconds: 0.7, wet: 0.12, preDelaySeconds: 0.008, dampingHz: 6000, lowCutHz: 320 });
  return printTake(out, 'night-drive/drums', 0.325);
}

export function playDrums(): Stereo {
  return play(barsWith(plainEnd));
}

export function playDrumsWithFill(): Stereo {
  return play(barsWith(tomFill));
}
