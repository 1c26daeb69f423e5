import type { AudioFacts } from '@beatflow/shared';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { inconsistent, truncated } from '../audio-error.ts';
import type { AudioReader, PcmBlock } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { viewOf } from '../byte-window.ts';
import { type AudioLimits, checkFacts, checkShape } from '../limits.ts';
import { FrameTrimmer } from '../pcm/float-block.ts';
import { awaitDecoder } from '../run-decoder.ts';
import { toWavOrder } from './channel-order.ts';
import { readOggPages } from './ogg-pages.ts';

/** Opens Vorbis in Ogg. The last granule is honoured, so exactly the frames that were encoded come out. */
export async function openVorbis(source: ByteSource, limits: AudioLimits): Promise<AudioReader> {
  let shape: { sampleRate: number; channels: number } | null = null;
  let frames = 0;
  for await (const page of readOggPages(source)) {
    shape ??= parseIdentification(page.body);
    frames = page.granule ?? frames;
  }
  if (!shape) throw inconsistent('This Vorbis file has no header.');
  const facts: AudioFacts = {
    format: 'ogg',
    codec: 'vorbis',
    ...shape,
    bitDepth: 32,
    sampleFormat: 'float',
    frames,
    duration: frames / shape.sampleRate,
  };
  checkFacts(facts, limits);
  return { facts, channelMask: null, blocks: () => decodeBlocks(source, facts) };
}

/** Vorbis I specification, section 4.2.2. */
function parseIdentification(packet: Uint8Array): { sampleRate: number; channels: number } {
  if (packet.length < 30) throw truncated('The header of this Vorbis file is too short.');
  const channels = packet[11]!;
  const sampleRate = viewOf(packet).getUint32(12, true);
  checkShape(sampleRate, channels);
  return { sampleRate, channels };
}

async function* decodeBlocks(source: ByteSource, facts: AudioFacts): AsyncGenerator<PcmBlock> {
  const decoder = new OggVorbisDecoder();
  await awaitDecoder('Vorbis', () => decoder.ready);
  try {
    const trimmer = new FrameTrimmer(0, facts.frames);
    for await (const page of readOggPages(source)) {
      // A copy, because the decoder keeps what it is given until it knows the next page.
      const block = takeBlock(await awaitDecoder('Vorbis', () => decoder.decode(page.bytes.slice())), facts, trimmer);
      if (block) yield block;
    }
    const block = takeBlock(await awaitDecoder('Vorbis', () => decoder.flush()), facts, trimmer);
    if (block) yield block;
  } finally {
    decoder.free();
  }
}

type Decoded = Awaited<ReturnType<OggVorbisDecoder['decode']>>;

function takeBlock(decoded: Decoded, facts: AudioFacts, trimmer: FrameTrimmer): PcmBlock | null {
  if (decoded.samplesDecoded === 0) return null;
  if (decoded.errors.length > 0 || decoded.channelData.length !== facts.channels) {
    throw inconsistent('This Vorbis file is damaged: a packet does not decode.');
  }
  return trimmer.trim(toWavOrder(decoded.channelData));
}
