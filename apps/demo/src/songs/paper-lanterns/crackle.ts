import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { playVinyl } from '../../instruments/vinyl.ts';
import { printTake } from '../print-take.ts';
import { songFrames } from './score.ts';

export function playCrackle(): Stereo {
  const out = silentStereo(songFrames);
  playVinyl(out, 'paper-lanterns/crackle');
  return printTake(out, 'paper-lanterns/crackle', 0.7);
}
