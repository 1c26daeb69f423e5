import { punchIn, withGain, withShift } from '../../dsp/edit.ts';
import type { Song, StoryStem } from '../song.ts';
import { twice } from '../twice.ts';
import { playArp } from './arp.ts';
import { playBass } from './bass.ts';
import { playChords } from './chords.ts';
import { playDrums, playDrumsWithFill } from './drums.ts';
import { playGuideBell, playHook } from './lead.ts';
import { bars, grid } from './score.ts';
import { dragFrames, playVoice } from './voice.ts';

/** Where the drum fill was played anew: the bar before the first chorus, and the first beat of it. */
export const fillRegion = {
  startFrame: grid.frameOfBar(bars.chorus - 1),
  endFrame: grid.frameOf(bars.chorus * 16 + 4),
};

const drums: StoryStem = { name: 'Drums', stemType: 'drums', take: 'drums' };
const bass: StoryStem = { name: 'Bass', stemType: 'bass', take: 'bass' };
const chords: StoryStem = { name: 'Chords', stemType: 'other', take: 'chords' };
const bell: StoryStem = { name: 'Guide bell', stemType: 'melody', take: 'guide-bell' };
const arp: StoryStem = { name: 'Arp', stemType: 'melody', take: 'arp' };
const lead: StoryStem = { name: 'Lead', stemType: 'melody', take: 'lead' };
const voice: StoryStem = { name: 'Voice', stemType: 'vocals', take: 'voice' };
const filled: StoryStem = { ...drums, take: 'drums-fill' };
const louder: StoryStem = { ...bass, take: 'bass-louder' };

const firstDrums = twice(playDrums);
const firstBass = twice(playBass);
const firstVoice = twice(playVoice);

const tempoAndKey = { bpm: 100, keySignature: 'Am' };

export const nightDrive: Song = {
  repositoryName: 'night-drive',
  title: 'Night Drive',
  description:
    'Neon, an empty motorway and one good chorus. Made by two people in eight versions: listen to the first sketch, then to the last.',
  genre: 'Synthwave',
  chapters: [
    {
      author: 'demo',
      message: 'First sketch: drums, bass, chords, and a bell where a tune will be',
      stems: [drums, bass, chords, bell],
    },
    {
      author: 'demo-friend',
      message: 'An arpeggio all the way through. Wrote down the tempo and the key, too',
      ...tempoAndKey,
      stems: [drums, bass, chords, bell, arp],
    },
    {
      author: 'demo',
      message: 'Punched in a tom fill before the first chorus; the rest of the drums is untouched',
      ...tempoAndKey,
      stems: [filled, bass, chords, bell, arp],
    },
    {
      author: 'demo-friend',
      message: 'Bass up 2 dB. It was hiding behind the kick',
      ...tempoAndKey,
      stems: [filled, louder, chords, bell, arp],
    },
    {
      author: 'demo-friend',
      message: 'New melody: a proper lead for the chorus, and for the end',
      ...tempoAndKey,
      stems: [filled, louder, chords, bell, arp, lead],
    },
    {
      author: 'demo',
      message: 'Took the guide bell out, the lead does its job now. Arp back by 1.5 dB to make room',
      ...tempoAndKey,
      stems: [filled, louder, chords, { ...arp, gainDb: -1.5 }, lead],
    },
    {
      author: 'demo',
      message: 'Sang over it: words can wait, the tune is there',
      ...tempoAndKey,
      stems: [filled, louder, chords, { ...arp, gainDb: -1.5 }, lead, voice],
    },
    {
      author: 'demo-friend',
      message: 'Moved the voice 35 ms earlier. Same take, but now it sits on the beat',
      ...tempoAndKey,
      stems: [filled, louder, chords, { ...arp, gainDb: -1.5 }, lead, { ...voice, take: 'voice-earlier' }],
    },
  ],
  takes: {
    drums: firstDrums,
    'drums-fill': () => punchIn(firstDrums(), playDrumsWithFill(), fillRegion),
    bass: firstBass,
    'bass-louder': () => withGain(firstBass(), 2),
    chords: playChords,
    'guide-bell': playGuideBell,
    arp: playArp,
    lead: playHook,
    voice: firstVoice,
    'voice-earlier': () => withShift(firstVoice(), -dragFrames),
  },
};
