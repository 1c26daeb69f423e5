import type { AudioFileModel } from '@beatflow/db';
import type { AudioFormat } from '@beatflow/shared';

const losslessFormats: readonly AudioFormat[] = ['wav', 'aiff', 'flac'];

type Format = Pick<AudioFileModel, 'format' | 'sampleRate' | 'channels' | 'bitDepth' | 'sampleFormat'>;

/** Why frames of one file cannot stand in another, in a sentence; null where they can. */
export function compareFormats(left: Format, right: Format): string | null {
  if (left.sampleRate !== right.sampleRate) return 'The two versions have different sample rates.';
  if (left.channels !== right.channels) return 'The two versions have different numbers of channels.';
  const lossy = [left, right].find(({ format }) => !losslessFormats.includes(format));
  if (lossy)
    return `One version is compressed (${lossy.format.toUpperCase()}), so its edits cannot be told frame by frame.`;
  if (left.bitDepth !== right.bitDepth || left.sampleFormat !== right.sampleFormat) {
    return 'The two versions have different bit depths.';
  }
  return null;
}
