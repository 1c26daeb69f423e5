import { punchIn, withGain, withShift } from '../../dsp/edit.ts';
import type { Song, StoryStem } from '../song.ts';
import { twice } from '../twice.ts';
import { playBass } from './bass.ts';
import { playCrackle } from './crackle.ts';
import { playDrums } from './drums.ts';
import { playGuitar, playGuitarWell, stumble } from './guitar.ts';
import { playKeys } from './keys.ts';
import { playHumming, playVibraphone, playWhistle } from './melody.ts';
import { grid } from './score.ts';

/** Where the guitar was played anew: the two bars that stumbled, and a moment around them for the strings to ring. */
export const guitarRegion = {
  startFrame: grid.frameOfBar(stumble.fromBar) - 2400,
  endFrame: grid.frameOfBar(stumble.toBar) + 24_000,
};

/** How much later the drums were laid: 12 ms. */
const layBackFrames = 576;

const guitar: StoryStem = { name: 'Guitar', stemType: 'other', take: 'guitar' };
const bass: StoryStem = { name: 'Bass', stemType: 'bass', take: 'bass' };
const drums: StoryStem = { name: 'Drums', stemType: 'drums', take: 'drums' };
const keys: StoryStem = { name: 'Keys', stemType: 'other', take: 'keys' };
const crackle: StoryStem = { name: 'Vinyl', stemType: 'other', take: 'crackle' };
const melody: StoryStem = { name: 'Melody', stemType: 'melody', take: 'vibraphone' };
const humming: StoryStem = { name: 'Humming', stemType: 'vocals', take: 'humming' };
const whistled: StoryStem = { ...melody, take: 'whistle' };
const mended: StoryStem = { ...guitar, take: 'guitar-mended' };
const louder: StoryStem = { ...bass, take: 'bass-louder' };
const laidBack: StoryStem = { ...drums, take: 'drums-laid-back' };

const firstGuitar = twice(playGuitar);
const firstBass = twice(playBass);
const firstDrums = twice(playDrums);

const tempoAndKey = { bpm: 84, keySignature: 'F' };

export const paperLanterns: Song = {
  repositoryName: 'paper-lanterns',
  title: 'Paper Lanterns',
  description:
    'A small bossa for a warm evening: nylon strings, brushes, and somebody whistling. Eight versions by two people.',
  genre: 'Bossa nova',
  chapters: [
    {
      author: 'demo',
      message: 'Kitchen-table sketch: guitar, bass, brushes and a vibraphone looking for a tune',
      stems: [guitar, bass, drums, melody],
    },
    {
      author: 'demo-friend',
      message: 'Electric piano under the guitar, and some vinyl dust. 84 bpm, F major',
      ...tempoAndKey,
      stems: [guitar, bass, drums, melody, keys, crackle],
    },
    {
      author: 'demo',
      message: 'New melody! The vibraphone had no tune, so I whistled one',
      ...tempoAndKey,
      stems: [guitar, bass, drums, whistled, keys, crackle],
    },
    {
      author: 'demo',
      message: 'Punched in two bars of guitar where my hand came late',
      ...tempoAndKey,
      stems: [mended, bass, drums, whistled, keys, crackle],
    },
    {
      author: 'demo-friend',
      message: 'Louder bass: +2 dB, now it carries the guitar',
      ...tempoAndKey,
      stems: [mended, louder, drums, whistled, keys, crackle],
    },
    {
      author: 'demo',
      message: 'Took the vinyl dust out. The song does not need a costume',
      ...tempoAndKey,
      stems: [mended, louder, drums, whistled, keys],
    },
    {
      author: 'demo-friend',
      message: 'We hummed along, one left and one right, from the bridge on',
      ...tempoAndKey,
      stems: [mended, louder, drums, whistled, keys, humming],
    },
    {
      author: 'demo',
      message: 'Drums laid back by 12 ms, keys 1 dB down: lazier, and better for it',
      ...tempoAndKey,
      stems: [mended, louder, laidBack, whistled, { ...keys, gainDb: -1 }, humming],
    },
  ],
  takes: {
    guitar: firstGuitar,
    'guitar-mended': () => punchIn(firstGuitar(), playGuitarWell(), guitarRegion),
    bass: firstBass,
    'bass-louder': () => withGain(firstBass(), 2),
    drums: firstDrums,
    'drums-laid-back': () => withShift(firstDrums(), layBackFrames),
    vibraphone: playVibraphone,
    whistle: playWhistle,
    keys: playKeys,
    crackle: playCrackle,
    humming: playHumming,
  },
};
