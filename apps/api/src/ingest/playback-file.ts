import { closeSync, openSync, writeSync } from 'node:fs';
import { type PcmBlock, toWavSamples, writeWavHeader } from '@beatflow/audio';
import type { AudioFacts, AudioFormat } from '@beatflow/shared';

const sliceableFormats = new Set<AudioFormat>(['wav', 'aiff']);

/** Tells whether pieces must be cut from the decoded sound, because frames have no fixed place in the original. */
export function needsPlayback(format: AudioFormat): boolean {
  return !sliceableFormats.has(format);
}

/** Writes decoded sound as a WAV file, block by block. */
export class PlaybackFile {
  readonly #file: number;
  readonly #facts: AudioFacts;
  #bytes = 0;

  constructor(path: string, facts: AudioFacts) {
    this.#facts = facts;
    this.#file = openSync(path, 'w');
    this.#write(writeWavHeader(facts, facts.frames));
    this.#bytes = 0;
  }

  append(block: PcmBlock): void {
    this.#write(toWavSamples(block.bytes, this.#facts));
  }

  finish(): void {
    // RIFF chunks are of even length.
    if (this.#bytes % 2 === 1) this.#write(new Uint8Array(1));
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#bytes += bytes.length;
  }
}
