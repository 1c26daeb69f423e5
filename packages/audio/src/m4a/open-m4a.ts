import { type AudioFacts, BeatflowError } from '@beatflow/shared';
import { CustomSource, EncodedPacketSink, Input, type InputAudioTrack, MP4, QTFF } from 'mediabunny';
import { type AacConfig, parseAacConfig } from '../aac/aac-config.ts';
import { AacDecoder } from '../aac/aac-decoder.ts';
import { packetFrames } from '../aac/window-info.ts';
import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import type { AudioReader, PcmBlock } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { type AudioLimits, checkFacts, checkShape } from '../limits.ts';
import { FrameTrimmer } from '../pcm/float-block.ts';
import { runDecoder } from '../run-decoder.ts';
import { checkBoxes } from './check-boxes.ts';

const packetsPerBlock = 16;
/** 6,144 bits per channel and packet is the most that the standard allows; this leaves room for fill. */
const maxPacketBytes = 64 * 1024;

/** Opens an MP4 file (M4A) with AAC-LC. Where it has an edit list, the encoder's delay and padding are left out. */
export async function openM4a(source: ByteSource, limits: AudioLimits): Promise<AudioReader> {
  await checkBoxes(source);
  const { track, config, skip, frames } = await readTrack(source);
  const { sampleRate, channels } = config;
  checkShape(sampleRate, channels);
  const facts: AudioFacts = {
    format: 'm4a',
    codec: 'aac',
    sampleRate,
    channels,
    bitDepth: 32,
    sampleFormat: 'float',
    frames,
    duration: frames / sampleRate,
  };
  checkFacts(facts, limits);
  // Four channels are three in front and one behind.
  const channelMask = channels === 4 ? 0x107 : null;
  return { facts, channelMask, blocks: () => decodeBlocks(track, config, skip, frames) };
}

interface OpenedTrack {
  track: InputAudioTrack;
  config: AacConfig;
  skip: number;
  frames: number;
}

async function readTrack(source: ByteSource): Promise<OpenedTrack> {
  const readError: { error: unknown } = { error: null };
  const input = new Input({ formats: [MP4, QTFF], source: toMediabunny(source, readError) });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) throw unreadable('This MP4 file has no sound that can be read.');
    if (track.codec !== 'aac') throw unreadable(`This MP4 file holds ${track.codec ?? 'an unknown codec'}, not AAC.`);
    const description = (await track.getDecoderConfig())?.description;
    if (!description) throw inconsistent('This MP4 file does not say how its AAC is coded.');
    const config = parseAacConfig(toBytes(description));
    const sink = new EncodedPacketSink(track);
    const first = await sink.getFirstPacket();
    const last = await sink.getPacket(Infinity);
    if (!first || !last) throw truncated('This MP4 file has no complete packet of sound.');
    // Times before zero are the encoder's delay, which the edit list cuts away.
    const skip = Math.max(0, Math.round(-first.timestamp * config.sampleRate));
    const end = Math.round((last.timestamp + last.duration) * config.sampleRate);
    return { track, config, skip, frames: Math.max(0, end) };
  } catch (error) {
    if (readError.error) throw readError.error;
    throw error instanceof BeatflowError ? error : truncated('This MP4 file is damaged or cut short.');
  }
}

/** Reads for the demuxer; what goes wrong on our side (a disk, a cancelled upload) is kept apart from what is wrong with the file. */
function toMediabunny(source: ByteSource, readError: { error: unknown }): CustomSource {
  return new CustomSource({
    getSize: () => source.size,
    read: async (start, end) => {
      try {
        return await source.read(start, end - start);
      } catch (error) {
        readError.error = error;
        throw error;
      }
    },
    prefetchProfile: 'none',
  });
}

async function* decodeBlocks(
  track: InputAudioTrack,
  config: AacConfig,
  skip: number,
  frames: number,
): AsyncGenerator<PcmBlock> {
  const decoder = new AacDecoder(config);
  const trimmer = new FrameTrimmer(skip, frames);
  const planes = Array.from({ length: config.channels }, () => new Float32Array(packetsPerBlock * packetFrames));
  let filled = 0;
  for await (const packet of readPackets(track)) {
    runDecoder('AAC', () => decoder.decode(packet, planes, filled));
    filled += packetFrames;
    if (filled < planes[0]!.length) continue;
    filled = 0;
    const block = trimmer.trim(planes);
    if (block) yield block;
  }
  const block = trimmer.trim(planes.map((plane) => plane.subarray(0, filled)));
  if (block) yield block;
}

async function* readPackets(track: InputAudioTrack): AsyncGenerator<Uint8Array> {
  const sink = new EncodedPacketSink(track);
  let packet = await sink.getFirstPacket();
  while (packet) {
    if (packet.data.length > maxPacketBytes) throw inconsistent('This MP4 file claims an impossibly large packet.');
    yield packet.data;
    packet = await sink.getNextPacket(packet);
  }
}

function toBytes(data: ArrayBufferView | ArrayBufferLike): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
