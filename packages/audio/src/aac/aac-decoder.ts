import { unreadable } from '../audio-error.ts';
import { BitReader } from '../bit-reader.ts';
import type { AacConfig } from './aac-config.ts';
import { damagedAac } from './aac-error.ts';
import { readChannelPair } from './channel-pair.ts';
import { type ChannelStream, readChannelStream } from './channel-stream.ts';
import { FilterBank } from './filter-bank.ts';
import { applyNoiseShaping } from './noise-shaping.ts';

const singleChannel = 0;
const channelPair = 1;
const lowFrequency = 3;
const dataStream = 4;
const fill = 6;
const end = 7;

/** Kinds of fill that carry spectral band replication: half of the sound of HE-AAC. */
const replicationFills = [13, 14];

/** Where each channel of the WAV order lies in the order of AAC (ISO/IEC 14496-3, table 1.19), by number of channels. */
const wavOrder: Record<number, number[]> = {
  1: [0],
  2: [0, 1],
  3: [1, 2, 0],
  4: [1, 2, 0, 3],
  5: [1, 2, 0, 3, 4],
  6: [1, 2, 0, 5, 3, 4],
  8: [1, 2, 0, 7, 5, 6, 3, 4],
};

/** Decodes AAC-LC (ISO/IEC 14496-3, part 4), packet by packet. Pure computation: nothing to free. */
export class AacDecoder {
  readonly #config: AacConfig;
  readonly #filterBanks: FilterBank[];
  #noiseState = 1;

  constructor(config: AacConfig) {
    this.#config = config;
    this.#filterBanks = Array.from({ length: config.channels }, () => new FilterBank());
  }

  /** Decodes one packet into 1024 frames of each plane, from `offset` on; channels come in the order of WAV. */
  decode(packet: Uint8Array, planes: readonly Float32Array[], offset: number): void {
    const { rateIndex, channels } = this.#config;
    const streams = this.#readStreams(new BitReader(packet));
    if (streams.length !== channels) throw damagedAac();
    wavOrder[channels]!.forEach((index, channel) => {
      const { info, shaping, spectrum } = streams[index]!;
      if (shaping) applyNoiseShaping(shaping, spectrum, info, rateIndex);
      this.#filterBanks[index]!.synthesise(spectrum, info, planes[channel]!, offset);
    });
  }

  /** The elements of a packet (raw_data_block, table 4.3). */
  #readStreams(reader: BitReader): ChannelStream[] {
    const { rateIndex, channels } = this.#config;
    const streams: ChannelStream[] = [];
    for (;;) {
      const element = reader.read(3);
      if (element === end) return streams;
      if (element === fill) {
        skipFill(reader);
        continue;
      }
      reader.read(4);
      if (element === dataStream) skipData(reader);
      else if (element === channelPair) streams.push(...readChannelPair(reader, rateIndex, this.#noise));
      else if (element === singleChannel || element === lowFrequency) {
        streams.push(readChannelStream(reader, rateIndex, null, this.#noise));
      } else throw damagedAac();
      if (reader.isOverrun || streams.length > channels) throw damagedAac();
    }
  }

  /** A small linear congruential generator: the same file always gives the same noise. */
  readonly #noise = (): number => {
    this.#noiseState = (Math.imul(this.#noiseState, 1_664_525) + 1_013_904_223) | 0;
    return this.#noiseState / 2 ** 31;
  };
}

function skipFill(reader: BitReader): void {
  let count = reader.read(4);
  if (count === 15) count += reader.read(8) - 1;
  if (count > 0 && replicationFills.includes(reader.peek(4))) {
    throw unreadable('This file holds HE-AAC, not AAC-LC.');
  }
  reader.skip(8 * count);
  if (reader.isOverrun) throw damagedAac();
}

function skipData(reader: BitReader): void {
  const isAligned = reader.read(1) === 1;
  let count = reader.read(8);
  if (count === 255) count += reader.read(8);
  if (isAligned) reader.alignToByte();
  reader.skip(8 * count);
}
