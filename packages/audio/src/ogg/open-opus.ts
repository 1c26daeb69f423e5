import type { AudioFacts } from '@beatflow/shared';
import { OpusDecoder } from 'opus-decoder';
import { inconsistent } from '../audio-error.ts';
import type { AudioReader, PcmBlock } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type AudioLimits, checkFacts } from '../limits.ts';
import { FrameTrimmer } from '../pcm/float-block.ts';
import { awaitDecoder, runDecoder } from '../run-decoder.ts';
import { toWavOrder } from './channel-order.ts';
import { OggPacketAssembler } from './ogg-packets.ts';
import { readOggPages } from './ogg-pages.ts';
import { type OpusHead, opusPacketFrames, opusSampleRate, parseOpusHead } from './opus-head.ts';

/** The packets before the sound: identification and comment. */
const headerPackets = 2;
/** RFC 6716, section 3.2.5: 120 ms. */
const maxPacketFrames = 5760;

/** Opens Opus in Ogg. Pre-skip and the last granule are honoured, so exactly the frames that were encoded come out. */
export async function openOpus(source: ByteSource, limits: AudioLimits): Promise<AudioReader> {
  const { head, frames } = await scanOpus(source);
  const facts: AudioFacts = {
    format: 'ogg',
    codec: 'opus',
    sampleRate: opusSampleRate,
    channels: head.channels,
    bitDepth: 32,
    sampleFormat: 'float',
    frames,
    duration: frames / opusSampleRate,
  };
  checkFacts(facts, limits);
  return { facts, channelMask: null, blocks: () => decodeBlocks(source, head, frames) };
}

/** Walks all pages: their order and checksums, and what time the stream covers. */
async function scanOpus(source: ByteSource): Promise<{ head: OpusHead; frames: number }> {
  const assembler = new OggPacketAssembler();
  let head: OpusHead | null = null;
  let packetCount = 0;
  let framesInPackets = 0;
  let startGranule: number | null = null;
  let endGranule = 0;
  for await (const page of readOggPages(source)) {
    for (const packet of assembler.push(page)) {
      if (packetCount === 0) head = parseOpusHead(packet);
      if (packetCount >= headerPackets) framesInPackets += opusPacketFrames(packet);
      packetCount += 1;
    }
    if (packetCount <= headerPackets || page.granule === null) continue;
    // A stream that was cut out of another begins later than zero; one that ends on this page begins at zero.
    startGranule ??= page.isLast ? 0 : Math.max(0, page.granule - framesInPackets);
    endGranule = page.granule;
  }
  if (!head) throw inconsistent('This Opus file has no header.');
  const announced = endGranule - (startGranule ?? 0) - head.preSkipFrames;
  if (announced > framesInPackets - head.preSkipFrames) {
    throw inconsistent(`This Opus file announces ${announced} frames, but its packets hold fewer.`);
  }
  return { head, frames: Math.max(0, announced) };
}

async function* decodeBlocks(source: ByteSource, head: OpusHead, frames: number): AsyncGenerator<PcmBlock> {
  const decoder = new OpusDecoder({
    channels: head.channels,
    streamCount: head.streams,
    coupledStreamCount: head.coupledStreams,
    channelMappingTable: head.mapping,
    preSkip: 0,
  });
  await awaitDecoder('Opus', () => decoder.ready);
  try {
    const assembler = new OggPacketAssembler();
    const trimmer = new FrameTrimmer(head.preSkipFrames, frames);
    let packetCount = 0;
    for await (const page of readOggPages(source)) {
      const packets = assembler.push(page).filter(() => packetCount++ >= headerPackets);
      if (packets.length === 0) continue;
      const block = trimmer.trim(decodePackets(decoder, head, packets));
      if (block) yield block;
    }
  } finally {
    decoder.free();
  }
}

function decodePackets(decoder: OpusDecoder, head: OpusHead, packets: Uint8Array[]): Float32Array[] {
  for (const packet of packets) {
    const frames = opusPacketFrames(packet);
    if (frames === 0 || frames > maxPacketFrames)
      throw inconsistent('This Opus file is damaged: a packet has no length.');
  }
  const { channelData, errors } = runDecoder('Opus', () => decoder.decodeFrames(packets));
  if (errors.length > 0) throw inconsistent('This Opus file is damaged: a packet does not decode.');
  if (head.gain !== 1) for (const plane of channelData) for (let i = 0; i < plane.length; i++) plane[i]! *= head.gain;
  return head.isVorbisOrder ? toWavOrder(channelData) : channelData;
}
