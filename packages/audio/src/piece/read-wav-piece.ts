import type { AudioFacts } from '@beatflow/shared';
import { bytesSource } from '../byte-source.ts';
import { toPlanar } from '../pcm/planar.ts';
import type { SampleShape } from '../pcm/sample-format.ts';
import { bytesPerSample } from '../pcm/sample-format.ts';
import { openWav } from '../wav/open-wav.ts';

/** A decoded piece: one array per channel, full scale being 1. */
export interface DecodedPiece {
  facts: AudioFacts;
  planes: Float32Array<ArrayBuffer>[];
}

/** Decodes a whole small WAV file, such as `cutPieceAsWav` makes; exact up to 24 bits and for 32-bit floats. */
export async function readWavPiece(bytes: Uint8Array): Promise<DecodedPiece> {
  const reader = await openWav(bytesSource(bytes), {});
  const canonical = await reader.readFrames!(0, reader.facts.frames);
  return { facts: reader.facts, planes: decodePcm(canonical, reader.facts) };
}

/** Spreads canonical PCM over one array per channel; see `toPlanar` for the scale. */
export function decodePcm(bytes: Uint8Array, shape: SampleShape & { channels: number }): Float32Array<ArrayBuffer>[] {
  const frames = Math.floor(bytes.length / (bytesPerSample(shape) * shape.channels));
  const planes = Array.from({ length: shape.channels }, () => new Float32Array(frames));
  toPlanar(bytes, shape, 0, frames, planes, 0);
  return planes;
}
