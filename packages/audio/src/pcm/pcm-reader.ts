import { type AudioFacts, BeatflowError } from '@beatflow/shared';
import { truncated } from '../audio-error.ts';
import type { AudioReader, PcmBlock } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type PcmLayout, toCanonical } from './pcm-layout.ts';

const blockBytes = 512 * 1024;

/** Reads plain PCM out of a file whose header has been understood. */
export function pcmReader(
  source: ByteSource,
  facts: AudioFacts,
  layout: PcmLayout,
  channelMask: number | null,
): AudioReader {
  const frameBytes = layout.sampleBytes * facts.channels;
  const blockFrames = Math.max(1, Math.floor(blockBytes / frameBytes));

  async function readFrames(startFrame: number, frameCount: number): Promise<Uint8Array> {
    if (startFrame < 0 || frameCount < 0 || startFrame + frameCount > facts.frames) {
      throw new BeatflowError('range-invalid', { startFrame, frameCount, frames: facts.frames });
    }
    const length = frameCount * frameBytes;
    const bytes = await source.read(layout.dataOffset + startFrame * frameBytes, length);
    if (bytes.length !== length) throw truncated('This file ended while its sound was being read.');
    return toCanonical(bytes, layout);
  }

  async function* blocks(): AsyncGenerator<PcmBlock> {
    for (let startFrame = 0; startFrame < facts.frames; startFrame += blockFrames) {
      const frames = Math.min(blockFrames, facts.frames - startFrame);
      yield { startFrame, frames, bytes: await readFrames(startFrame, frames) };
    }
  }

  return { facts, channelMask, pcm: layout, blocks, readFrames };
}
