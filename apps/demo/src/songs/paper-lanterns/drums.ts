import { addReverb } from '../../dsp/reverb.ts';
import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { makeCymbal } from '../../instruments/cymbal.ts';
import { type DrumVoice, playHits } from '../../instruments/drum-voice.ts';
import { makeKick } from '../../instruments/kick.ts';
import { makeNoiseHit, makeRim } from '../../instruments/percussion.ts';
import { makeSnare } from '../../instruments/snare.ts';
import { type DrumBar, hitsOf } from '../../music/drum-pattern.ts';
import { printTake } from '../print-take.ts';
import { grid, songFrames } from './score.ts';

type Drum = 'kick' | 'rim' | 'brush' | 'snare' | 'shaker' | 'ride';
type Bar = DrumBar<Drum>;

const shakerOnly: Bar = { shaker: 'x,o,x,o,x,o,x,oo' };
const pickUp: Bar = { shaker: 'x,o,x,o,x,o,x,oo', rim: '..........x..x..', kick: '............o...' };
const groove: Bar = {
  kick: 'X.....o.x.....o.',
  rim: 'x..x..x...x..x..',
  brush: '....x.......x...',
  shaker: 'x,o,x,o,x,o,x,o,',
};
const grooveTurn: Bar = { ...groove, rim: 'x..x..x...x.x.x.', brush: '....x.......x.oo', shaker: 'x,o,x,o,x,o,xoxo' };
const beat: Bar = {
  kick: 'X......ox.o.....',
  snare: '....X..,....X..,',
  rim: '..............o.',
  shaker: 'x,o,x,o,x,o,x,o,',
  ride: 'x...x...x...x...',
};
const beatTurn: Bar = { ...beat, snare: '....X..,.o..X.oo', kick: 'X......ox.o...x.' };
const fill: Bar = { kick: 'X.....o.x.......', snare: '....X..,o.ooxoxX', shaker: 'x,o,x,o,........' };
const slowing: Bar = {
  kick: 'X.......x.......',
  rim: 'x..x..x.........',
  shaker: 'x,o,x,o,o.......',
  brush: '....x...........',
};
const last: Bar = { kick: 'X...............', ride: 'X...............', brush: 'x...............' };

const verse = [groove, groove, groove, grooveTurn, groove, groove, groove, grooveTurn];
const bridge = [beat, beat, beat, fill];
const reprise = [{ ...beat, ride: 'X...x...x...x...' }, beat, beat, beatTurn, beat, beat, beat, fill];

const song: readonly Bar[] = [
  shakerOnly,
  pickUp,
  ...verse,

  ...bridge,

  ...reprise,
  slowing,
  last,
];

function makeKit(): Readonly<Record<Drum, DrumVoice>> {
  const brushes = ['a', 'b', 'c'].map((seed) =>
    makeNoiseHit({ hz: 3200, resonance: 0.5, attackSeconds: 0.018, seconds: 0.2, seed: `brush/${seed}` }),
  );
  const shakers = ['a', 'b', 'c', 'd'].map((seed) =>
    makeNoiseHit({ hz: 7200, resonance: 1.1, attackSeconds: 0.022, seconds: 0.055, seed: `shaker/${seed}` }),
  );
  return {
    kick: {
      name: 'soft kick',
      strokes: [makeKick({ hz: 54, sweepHz: 95, seconds: 0.34, click: 0.12, drive: 1.2 })],
      gain: 0.64,
      looseSeconds: 0.003,
    },
    rim: { name: 'rim', strokes: [makeRim()], gain: 0.26, pan: -0.25, looseSeconds: 0.004 },
    brush: { name: 'brush', strokes: brushes, gain: 0.4, pan: 0.15, looseSeconds: 0.005 },
    snare: {
      name: 'soft snare',
      strokes: ['a', 'b', 'c'].map((seed) =>
        makeSnare({ hz: 205, tone: 0.5, noise: 0.6, noiseHz: 2600, seconds: 0.2, seed: `soft/${seed}` }),
      ),
      gain: 0.42,
      looseSeconds: 0.005,
    },
    shaker: { name: 'shaker', strokes: shakers, gain: 0.5, pan: 0.4, looseSeconds: 0.004 },
    ride: {
      name: 'ride',
      strokes: ['a', 'b'].map((seed) =>
        makeCymbal({ seconds: 0.9, metal: 0.3, highPassHz: 5200, seed: `ride/${seed}` }),
      ),
      gain: 0.14,
      pan: -0.4,
      looseSeconds: 0.004,
    },
  };
}

export function playDrums(): Stereo {
  const out = silentStereo(songFrames);
  const kit = makeKit();
  for (const drum of Object.keys(kit) as Drum[]) playHits(out, grid, kit[drum], hitsOf(song, drum));
  addReverb(out, { seconds: 0.5, wet: 0.14, preDelaySeconds: 0.006, dampingHz: 4500, lowCutHz: 250 });
  return printTake(out, 'paper-lanterns/drums', 0.49);
}
