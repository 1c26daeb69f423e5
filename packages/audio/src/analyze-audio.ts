import type { AudioFacts } from '@beatflow/shared';
import { inconsistent, truncated } from './audio-error.ts';
import type { PcmBlock } from './audio-reader.ts';
import type { ByteSource } from './byte-source.ts';
import { DigestingSource } from './digesting-source.ts';
import { type CreateHasher, createWasmHasher } from './hasher.ts';
import { type AudioLimits, checkFrames } from './limits.ts';
import { type Measurements, PcmMeter } from './measure/pcm-meter.ts';
import { openAudio } from './open-audio.ts';

/** Everything that BeatFlow wants to know of an audio file. */
export interface AudioAnalysis extends Measurements {
  facts: AudioFacts;
  /** SHA-256 of the file. */
  fileDigest: string;
  /** SHA-256 of the canonical PCM: equal for the same audio in WAV, AIFF and FLAC. */
  pcmDigest: string;
}

export interface AnalyzeOptions {
  limits?: AudioLimits;
  /** Called with each block of canonical PCM in order; the next block waits for its promise. */
  onPcm?: (block: PcmBlock, facts: AudioFacts) => void | Promise<void>;
  createHasher?: CreateHasher;
  /** Stops the analysis between two blocks; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Reads an audio file once and answers its facts, digests, peaks, loudness, true peak and silence. Memory does not grow with the
 * file (but for peaks, at most 11 MiB). Throws a BeatflowError where the file is not what it should be.
 */
export async function analyzeAudio(source: ByteSource, options: AnalyzeOptions = {}): Promise<AudioAnalysis> {
  const { limits = {}, onPcm, createHasher = createWasmHasher, signal } = options;
  const digesting = new DigestingSource(source, await createHasher());
  const reader = await openAudio(digesting, limits);
  const { facts } = reader;
  const pcmHasher = await createHasher();
  const meter = new PcmMeter(facts, reader.channelMask);
  let frames = 0;
  for await (const block of reader.blocks()) {
    signal?.throwIfAborted();
    frames += block.frames;
    checkFrames(frames, facts.sampleRate, limits);
    pcmHasher.update(block.bytes);
    meter.push(block.bytes, block.frames);
    await onPcm?.(block, facts);
  }
  checkCount(frames, facts.frames);
  return { facts, fileDigest: await digesting.digest(), pcmDigest: pcmHasher.digest(), ...meter.finish() };
}

function checkCount(decoded: number, announced: number): void {
  if (decoded < announced) throw truncated(`This file announces ${announced} frames, but only ${decoded} are in it.`);
  if (decoded > announced) {
    throw inconsistent(`This file announces ${announced} frames, but ${decoded} are in it.`);
  }
}
