import { BeatflowError } from '@beatflow/shared';

const acceptedFormats = 'WAV, AIFF, FLAC, MP3, Ogg Vorbis, Opus and M4A (AAC)';

/** Not audio, or a codec that BeatFlow does not decode. */
export function unreadable(what: string): BeatflowError {
  return new BeatflowError('audio-unreadable', {}, `${what} Accepted are ${acceptedFormats}.`);
}

/** The file ends before what it announced. */
export function truncated(what: string): BeatflowError {
  return new BeatflowError('audio-truncated', {}, `${what} Please export or copy it again, as a whole file.`);
}

/** Two statements of the file exclude each other. */
export function inconsistent(what: string): BeatflowError {
  return new BeatflowError(
    'audio-inconsistent',
    {},
    `${what} Please export it again; the file must agree with itself.`,
  );
}

/** A sound file of zero frames. */
export function empty(): BeatflowError {
  return new BeatflowError('audio-empty', {}, 'This file has no sound in it: it must be at least one frame long.');
}
