import type { AudioFacts } from '@beatflow/shared';
import { AacDecoder } from '../aac/aac-decoder.ts';
import { packetFrames } from '../aac/window-info.ts';
import { inconsistent, truncated } from '../audio-error.ts';
import type { AudioReader, PcmBlock } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { ByteWindow } from '../byte-window.ts';
import { type AudioLimits, checkFacts, checkShape } from '../limits.ts';
import { FrameTrimmer } from '../pcm/float-block.ts';
import { readSoundTrack, type SoundTrack } from './movie.ts';

const packetsPerBlock = 16;
/** 6,144 bits per channel are the most that a packet may have; this leaves room for fill. */
const maxPacketBytes = 32 * 1024;

/** Opens an MP4 file (M4A) with AAC-LC. Where it has an edit list, the encoder's delay and padding are left out. */
export async function openM4a(source: ByteSource, limits: AudioLimits): Promise<AudioReader> {
  const track = await readSoundTrack(source);
  const { sampleRate, channels } = track.config;
  checkShape(sampleRate, channels);
  const facts: AudioFacts = {
    format: 'm4a',
    codec: 'aac',
    sampleRate,
    channels,
    bitDepth: 32,
    sampleFormat: 'float',
    frames: track.frames,
    duration: track.frames / sampleRate,
  };
  checkFacts(facts, limits);
  if (track.skip + track.frames > track.table.packets * packetFrames) {
    throw inconsistent(`This MP4 file announces ${track.frames} frames, but its packets hold fewer.`);
  }
  // Four channels are three in front and one behind.
  const channelMask = channels === 4 ? 0x107 : null;
  return { facts, channelMask, blocks: () => decodeBlocks(source, track) };
}

async function* decodeBlocks(
  source: ByteSource,
  { config, table, skip, frames }: SoundTrack,
): AsyncGenerator<PcmBlock> {
  const window = new ByteWindow(source);
  const decoder = new AacDecoder(config);
  const trimmer = new FrameTrimmer(skip, frames);
  const planes = Array.from({ length: config.channels }, () => new Float32Array(packetsPerBlock * packetFrames));
  let filled = 0;
  for (const { offset, length } of table.places()) {
    if (length > maxPacketBytes) throw inconsistent('This MP4 file claims an impossibly large packet.');
    const packet = await window.read(offset, length);
    if (packet.length < length) throw truncated('This MP4 file is cut short: a packet lies behind its end.');
    decoder.decode(packet, planes, filled);
    filled += packetFrames;
    if (filled < planes[0]!.length) continue;
    filled = 0;
    const block = trimmer.trim(planes);
    if (block) yield block;
    if (trimmer.isComplete) return;
  }
  const block = trimmer.trim(planes.map((plane) => plane.subarray(0, filled)));
  if (block) yield block;
}
