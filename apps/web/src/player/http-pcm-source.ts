import type { PcmSource } from './pcm-source.ts';
import { sharedPieceDecoder } from './piece-decoder.ts';

export interface StemAudioFacts {
  readonly sampleRate: number;
  readonly channels: number;
  readonly frames: number;
}

/** A stem of the server, in the lossless pieces that it cuts. */
export function createHttpPcmSource(stemId: string, facts: StemAudioFacts): PcmSource {
  return {
    sampleRate: facts.sampleRate,
    channels: facts.channels,
    frames: facts.frames,
    readPiece: (index, signal) => sharedPieceDecoder().read(`/stems/${stemId}/pieces/${index}`, signal),
  };
}
