import type { AudioFacts } from '@beatflow/shared';
import type { ByteSource } from './byte-source.ts';
import { type CreateHasher, createWasmHasher } from './hasher.ts';
import type { AudioLimits } from './limits.ts';
import { openAudio } from './open-audio.ts';
import { isCanonical } from './pcm/pcm-layout.ts';

/** What a file of plain PCM is, without what is measured in its sound. */
export interface PcmDigest {
  facts: AudioFacts;
  /** SHA-256 of the canonical PCM; see `AudioAnalysis`. */
  pcmDigest: string;
}

export interface DigestPcmOptions {
  limits?: AudioLimits;
  createHasher?: CreateHasher;
  /** Answers the SHA-256 of some bytes of the source, where whoever has it can do that better than by `read`. */
  digestRange?: (offset: number, length: number) => string;
  /** Called between blocks. */
  onBlock?: () => void;
}

/**
 * Reads a file whose sound is plain PCM (WAV, AIFF): many times as fast as `analyzeAudio`, which answers the same of it and more. Null
 * for all other files. Throws a BeatflowError where the file is not what it should be.
 */
export async function digestPcm(source: ByteSource, options: DigestPcmOptions = {}): Promise<PcmDigest | null> {
  const { limits = {}, createHasher = createWasmHasher, digestRange, onBlock } = options;
  const reader = await openAudio(source, limits);
  const { facts, pcm } = reader;
  if (!pcm) return null;
  const length = facts.frames * facts.channels * pcm.sampleBytes;
  if (digestRange && isCanonical(pcm) && pcm.dataOffset + length <= source.size) {
    return { facts, pcmDigest: digestRange(pcm.dataOffset, length) };
  }
  const hasher = await createHasher();
  for await (const { bytes } of reader.blocks()) {
    hasher.update(bytes);
    onBlock?.();
  }
  return { facts, pcmDigest: hasher.digest() };
}
