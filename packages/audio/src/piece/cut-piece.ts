import { BeatflowError } from '@beatflow/shared';
import type { AudioReader } from '../audio-reader.ts';
import { bytesPerSample } from '../pcm/sample-format.ts';
import { toWavSamples, type WavShape, writeWavHeader } from './wav-header.ts';

/**
 * Cuts exactly these frames out as a small WAV file of its own, at the original rate, channels and depth. Integers of 8 to 32
 * bits and 32-bit floats are lossless; 64-bit floats become 32-bit, because that is what browsers compute with. Browsers hold
 * samples as 32-bit floats, so they round 32-bit integers to 24 significant bits when they decode, and nothing below that.
 * Only for files with random access (WAV, AIFF); throws `range-invalid` outside of the file.
 */
export async function cutPieceAsWav(reader: AudioReader, startFrame: number, frameCount: number): Promise<Uint8Array> {
  if (!reader.readFrames) {
    throw new BeatflowError('range-invalid', {}, 'Pieces can only be cut from WAV and AIFF; decode this file first.');
  }
  const canonical = await reader.readFrames(startFrame, frameCount);
  const isDouble = reader.facts.sampleFormat === 'float' && bytesPerSample(reader.facts) === 8;
  const shape: WavShape = { ...reader.facts, bitDepth: isDouble ? 32 : reader.facts.bitDepth };
  const samples = isDouble ? toSingles(canonical) : toWavSamples(canonical, shape);
  const header = writeWavHeader(shape, frameCount, reader.channelMask ?? 0);
  const piece = new Uint8Array(header.length + samples.length + (samples.length % 2));
  piece.set(header);
  piece.set(samples, header.length);
  return piece;
}

function toSingles(doubles: Uint8Array): Uint8Array {
  const from = new DataView(doubles.buffer, doubles.byteOffset, doubles.byteLength);
  const singles = new Uint8Array(doubles.length / 2);
  const to = new DataView(singles.buffer);
  for (let i = 0; i < singles.length; i += 4) to.setFloat32(i, from.getFloat64(2 * i, true), true);
  return singles;
}
