import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { toAiffSamples, toWavSamples, writeAiffHeader, writeWavHeader } from '@beatflow/audio';
import type { AudioFacts } from '@beatflow/shared';
import type { SplicedFile } from './spliced-file.ts';

/** An AIFF file, where that is what the facts say, or a WAV file. */
export class SplicedPcm implements SplicedFile {
  readonly #file: number;
  readonly #facts: AudioFacts;
  readonly #hash = createHash('sha256');
  #sampleBytes = 0;

  constructor(path: string, facts: AudioFacts, frames: number, channelMask: number | null) {
    this.#file = openSync(path, 'w');
    this.#facts = facts;
    const isAiff = facts.format === 'aiff';
    this.#write(isAiff ? writeAiffHeader(facts, frames) : writeWavHeader(facts, frames, channelMask ?? undefined));
  }

  append(canonical: Uint8Array): void {
    const toSamples = this.#facts.format === 'aiff' ? toAiffSamples : toWavSamples;
    const bytes = toSamples(canonical, this.#facts);
    this.#sampleBytes += bytes.length;
    this.#write(bytes);
  }

  finish(): string {
    // Chunks are of even length.
    if (this.#sampleBytes % 2 === 1) this.#write(new Uint8Array(1));
    return this.#hash.digest('hex');
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
  }
}
