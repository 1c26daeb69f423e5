import type { AudioFacts } from '@beatflow/shared';
import type { PcmLayout } from './pcm/pcm-layout.ts';

/**
 * Consecutive frames as canonical PCM: interleaved, little-endian; integers signed and in `ceil(bitDepth / 8)` bytes
 * (left-justified, as in WAV), floats in 4 or 8 bytes. Lossy codecs give 32-bit floats.
 * The bytes are valid until the next block is asked for.
 */
export interface PcmBlock {
  startFrame: number;
  frames: number;
  bytes: Uint8Array;
}

/** An opened audio file: what it says about itself, and its sound. */
export interface AudioReader {
  readonly facts: AudioFacts;
  /** The speakers of the channels, as in WAVE_FORMAT_EXTENSIBLE; null when the file does not say. */
  readonly channelMask: number | null;
  /** Where the samples lie in the file and how; only where they lie there as they are (WAV, AIFF). */
  readonly pcm?: PcmLayout;
  /** All frames in order, in blocks of bounded size. Throws a BeatflowError where the file breaks. */
  blocks(): AsyncIterable<PcmBlock>;
  /** Any frames as canonical PCM bytes; only where the format allows it without decoding (WAV, AIFF). */
  readFrames?(startFrame: number, frameCount: number): Promise<Uint8Array>;
}
