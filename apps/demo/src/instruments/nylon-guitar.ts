import { OnePole, StateVariableFilter } from '../dsp/filter.ts';
import { Random } from '../dsp/random.ts';
import { panGains, SAMPLE_RATE, type Stereo } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';

/** A nylon string (Karplus and Strong, with Jaffe and Smith's tuning): a soft pluck runs round a loop that darkens it. */
export function playNylonGuitar(out: Stereo, notes: readonly TimedNote[]): void {
  const [left, right] = out;
  for (const note of notes) {
    const random = new Random(`nylon/${note.startFrame}/${note.pitch}`);
    const hz = toHz(note.pitch);
    const [leftGain, rightGain] = panGains((note.pitch - 57) / 40);
    const string = pluck(hz, note, random, Math.round(0.12 * SAMPLE_RATE), left.length - note.startFrame);
    for (let frame = 0; frame < string.length; frame++) {
      left[note.startFrame + frame]! += string[frame]! * leftGain;
      right[note.startFrame + frame]! += string[frame]! * rightGain;
    }
  }
}

function pluck(hz: number, note: TimedNote, random: Random, releaseFrames: number, room: number): Float32Array {
  const loopFrames = SAMPLE_RATE / hz - 0.5;
  const whole = Math.floor(loopFrames - 0.3);
  const fraction = loopFrames - whole;
  // An all-pass holds the part of a frame that a delay line cannot.
  const tuning = (1 - fraction) / (1 + fraction);
  const line = new Float32Array(whole);
  const finger = new OnePole(900 + 900 * note.velocity);
  const skin = new OnePole(2600);
  for (let index = 0; index < whole; index++) line[index] = skin.low(finger.low(random.bipolar())) * 2.4;
  const middle = line.reduce((sum, value) => sum + value, 0) / whole;
  for (let index = 0; index < whole; index++) line[index]! -= middle;

  const sounding = new Float32Array(Math.max(0, Math.min(note.frames + releaseFrames, room)));
  const body = new StateVariableFilter(210, 1.4);
  const loss = 10 ** (-3 / (2.6 * hz));
  const damped = 10 ** (-3 / (0.1 * hz));
  let previous = 0;
  let allPassIn = 0;
  let allPassOut = 0;
  let head = 0;
  for (let frame = 0; frame < sounding.length; frame++) {
    const value = line[head]!;
    const averaged = (value + previous) * 0.5 * (frame < note.frames ? loss : damped);
    previous = value;
    allPassOut = tuning * (averaged - allPassOut) + allPassIn;
    allPassIn = averaged;
    line[head] = allPassOut;
    head = head + 1 === whole ? 0 : head + 1;
    const edge = Math.min(1, (frame + 1) / 24, (sounding.length - frame) / 240);
    sounding[frame] = (value + body.band(value) * 0.7) * note.velocity * edge;
  }
  return sounding;
}
