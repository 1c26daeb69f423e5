import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import { viewOf } from '../byte-window.ts';
import { checkShape } from '../limits.ts';

/** The identification header of Opus in Ogg (RFC 7845, section 5.1). */
export interface OpusHead {
  channels: number;
  preSkipFrames: number;
  /** To be multiplied with every sample. */
  gain: number;
  streams: number;
  coupledStreams: number;
  mapping: number[];
  /** Channels come in the order of Vorbis. */
  isVorbisOrder: boolean;
}

export const opusSampleRate = 48_000;

export function parseOpusHead(packet: Uint8Array): OpusHead {
  if (packet.length < 19) throw truncated('The header of this Opus file is too short.');
  const view = viewOf(packet);
  if (packet[8]! >= 16) throw unreadable(`This is Opus of version ${packet[8]}.`);
  const channels = packet[9]!;
  checkShape(opusSampleRate, channels);
  const family = packet[18]!;
  const common = {
    channels,
    preSkipFrames: view.getUint16(10, true),
    gain: 10 ** (view.getInt16(16, true) / 256 / 20),
    isVorbisOrder: family <= 1,
  };
  if (family === 0) {
    if (channels > 2) throw inconsistent(`This Opus file claims ${channels} channels, but has a header for two.`);
    return { ...common, streams: 1, coupledStreams: channels - 1, mapping: channels === 2 ? [0, 1] : [0] };
  }
  if (family === 3) throw unreadable('This Opus file holds projected ambisonics.');
  if (packet.length < 21 + channels) throw truncated('The header of this Opus file is too short.');
  const streams = packet[19]!;
  const coupledStreams = packet[20]!;
  const mapping = Array.from(packet.subarray(21, 21 + channels));
  const decoded = streams + coupledStreams;
  if (streams === 0 || coupledStreams > streams || decoded > 255 || mapping.some((i) => i !== 255 && i >= decoded)) {
    throw inconsistent('The channel mapping of this Opus file points to streams that are not there.');
  }
  return { ...common, streams, coupledStreams, mapping };
}

/** How many frames at 48 kHz an Opus packet lasts, from its first bytes (RFC 6716, section 3.1); 0 when it is none. */
export function opusPacketFrames(packet: Uint8Array): number {
  if (packet.length === 0) return 0;
  const config = packet[0]! >>> 3;
  const size =
    config < 12 ? [480, 960, 1920, 2880][config & 3]! : config < 16 ? [480, 960][config & 1]! : 120 << (config & 3);
  const code = packet[0]! & 3;
  const count = code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 0) & 63;
  return size * count;
}
