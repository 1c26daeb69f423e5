import { type AudioFacts, BeatflowError } from '@beatflow/shared';
import { empty, inconsistent, unreadable } from './audio-error.ts';

/** How much audio is accepted; what is left out is not limited. */
export interface AudioLimits {
  maxBytes?: number;
  maxSeconds?: number;
}

/** More channels than this are refused: no stem has them, and each costs memory. */
export const maxChannels = 32;

/** Hertz. Outside lie only mistakes: telephones use 8,000, the finest converters 768,000. */
export const minSampleRate = 4_000;
export const maxSampleRate = 768_000;

/** Refuses a file by its size alone. */
export function checkSize(size: number, limits: AudioLimits): void {
  if (size > (limits.maxBytes ?? Infinity)) {
    throw new BeatflowError(
      'audio-too-large',
      { size, maxBytes: limits.maxBytes },
      `This file is ${size} bytes large; at most ${limits.maxBytes} bytes are accepted.`,
    );
  }
}

/** Refuses rates and channel counts that no sound has. */
export function checkShape(sampleRate: number, channels: number): void {
  if (!(sampleRate >= minSampleRate && sampleRate <= maxSampleRate)) {
    throw inconsistent(
      `This file claims a sample rate of ${sampleRate} Hz; accepted are ${minSampleRate} to ${maxSampleRate} Hz.`,
    );
  }
  if (channels === 0) throw inconsistent('This file claims to have no channels.');
  if (channels > maxChannels) {
    throw unreadable(`This file has ${channels} channels; at most ${maxChannels} are accepted.`);
  }
}

/** Refuses audio that lasts longer than the limit. Called with the header's claim, and again with what was decoded. */
export function checkFrames(frames: number, sampleRate: number, limits: AudioLimits): void {
  const seconds = frames / sampleRate;
  if (seconds > (limits.maxSeconds ?? Infinity)) {
    throw new BeatflowError(
      'audio-too-long',
      { seconds, maxSeconds: limits.maxSeconds },
      `This audio lasts longer than the ${limits.maxSeconds} seconds that are accepted.`,
    );
  }
}

/** Every check that a header alone allows. */
export function checkFacts(facts: AudioFacts, limits: AudioLimits): void {
  checkShape(facts.sampleRate, facts.channels);
  if (facts.frames === 0) throw empty();
  checkFrames(facts.frames, facts.sampleRate, limits);
}
