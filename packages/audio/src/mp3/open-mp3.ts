import type { AudioFacts } from '@beatflow/shared';
import { MPEGDecoder } from 'mpg123-decoder';
import { inconsistent } from '../audio-error.ts';
import type { AudioReader, PcmBlock } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type AudioLimits, checkFacts } from '../limits.ts';
import { FrameTrimmer } from '../pcm/float-block.ts';
import { awaitDecoder, runDecoder } from '../run-decoder.ts';
import { StreamWindow } from '../stream-window.ts';
import { parseMp3Header } from './mp3-frame.ts';
import { type Mp3Layout, scanMp3 } from './mp3-scan.ts';

/** What any Layer III decoder delays its output by; LAME leaves it out of its own numbers. */
const decoderDelayFrames = 529;
const packetsPerBatch = 32;

/**
 * Opens an MP3 file whose first frame is at `offset`. Where the encoder noted its delay and padding (LAME and most others), exactly
 * the frames that went into the encoder come out; elsewhere all frames of all packets do.
 */
export async function openMp3(source: ByteSource, limits: AudioLimits, offset: number): Promise<AudioReader> {
  const layout = await scanMp3(source, offset, limits);
  const { first, info, packets } = layout;
  const total = packets * first.frames;
  const delay = info?.delayFrames ?? null;
  const skip = delay === null ? 0 : delay + decoderDelayFrames;
  const announced = delay === null ? total : total - delay - (info?.paddingFrames ?? 0);
  const frames = Math.max(0, Math.min(announced, total - skip));
  const facts: AudioFacts = {
    format: 'mp3',
    codec: 'mp3',
    sampleRate: first.sampleRate,
    channels: first.channels,
    bitDepth: 32,
    sampleFormat: 'float',
    frames,
    duration: frames / first.sampleRate,
  };
  checkFacts(facts, limits);
  return { facts, channelMask: null, blocks: () => decodeBlocks(source, layout, facts, skip) };
}

async function* decodeBlocks(
  source: ByteSource,
  layout: Mp3Layout,
  facts: AudioFacts,
  skip: number,
): AsyncGenerator<PcmBlock> {
  const decoder = new MPEGDecoder({ enableGapless: false });
  await awaitDecoder('MP3', () => decoder.ready);
  stopAtFirstError(decoder);
  try {
    const trimmer = new FrameTrimmer(skip, facts.frames);
    for await (const packets of readPackets(source, layout)) {
      const { channelData } = runDecoder('MP3', () => decoder.decodeFrames(packets));
      const block = trimmer.trim(channelData.slice(0, facts.channels));
      if (block) yield block;
    }
  } finally {
    decoder.free();
  }
}

/**
 * The library notes an error and asks mpg123 again, for ever when mpg123 has given up. Its hook for noting errors, which is
 * not in its types, is where the loop can be left.
 */
function stopAtFirstError(decoder: MPEGDecoder): void {
  const { _common: common } = decoder as unknown as { _common: { addError: () => void } };
  common.addError = () => {
    throw inconsistent('This MP3 file is damaged: a frame does not decode.');
  };
}

async function* readPackets(source: ByteSource, layout: Mp3Layout): AsyncGenerator<Uint8Array[]> {
  const window = new StreamWindow(source, layout.startOffset);
  let batch: Uint8Array[] = [];
  while (window.offset < layout.endOffset) {
    const bytes = await window.peek(4096);
    const header = parseMp3Header(bytes);
    if (!header) throw inconsistent('This MP3 file changed while it was being read.');
    batch.push(bytes.subarray(0, header.bytes));
    window.advance(header.bytes);
    if (batch.length < packetsPerBatch && window.offset < layout.endOffset) continue;
    yield batch;
    batch = [];
  }
}
