import { bytesSource, openAudio, writeWavHeader } from '@beatflow/audio';
import type { AudioFacts } from '@beatflow/shared';

/** What a file is, and all of its frames as canonical PCM. */
export async function readSound(file: Uint8Array): Promise<{ facts: AudioFacts; samples: Buffer }> {
  const reader = await openAudio(bytesSource(file));
  const parts: Buffer[] = [];
  for await (const { bytes } of reader.blocks()) parts.push(Buffer.from(bytes));
  return { facts: reader.facts, samples: Buffer.concat(parts) };
}

/** The sound of a file as a WAV file, with other samples in place of some frames. */
export async function editWav(file: Uint8Array, startFrame: number, endFrame: number): Promise<Buffer> {
  const { facts, samples } = await readSound(file);
  const frameBytes = samples.length / facts.frames;
  const sampleBytes = frameBytes / facts.channels;
  for (let at = startFrame * frameBytes; at < endFrame * frameBytes; at += sampleBytes) {
    // The highest byte alone: samples of 20 bits have no lower ones.
    samples[at + sampleBytes - 1] = (at * 7919) >> 3;
  }
  return Buffer.concat([writeWavHeader(facts, facts.frames), samples]);
}
