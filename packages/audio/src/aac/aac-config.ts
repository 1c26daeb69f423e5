import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import { BitReader } from '../bit-reader.ts';
import { aacSampleRates } from './scalefactor-bands.ts';

/** What an AAC decoder must know beforehand. */
export interface AacConfig {
  rateIndex: number;
  sampleRate: number;
  channels: number;
}

const lowComplexity = 2;
const objectNames: Record<number, string> = {
  1: 'AAC Main',
  3: 'AAC SSR',
  4: 'AAC LTP',
  5: 'HE-AAC',
  23: 'AAC-LD',
  29: 'HE-AAC v2',
  39: 'AAC-ELD',
  42: 'xHE-AAC',
};

const channelsByConfiguration = [0, 1, 2, 3, 4, 5, 6, 8];

/** Reads an AudioSpecificConfig (ISO/IEC 14496-3, section 1.6.2.1). Only AAC-LC, which nearly all files are, is accepted. */
export function parseAacConfig(bytes: Uint8Array): AacConfig {
  if (bytes.length < 2) throw truncated('The AAC configuration of this file is too short.');
  const reader = new BitReader(bytes);
  const objectType = readObjectType(reader);
  if (objectType !== lowComplexity) {
    throw unreadable(`This file holds ${objectNames[objectType] ?? `AAC of type ${objectType}`}, not AAC-LC.`);
  }
  let rateIndex = reader.read(4);
  let sampleRate = aacSampleRates[rateIndex] ?? 0;
  if (rateIndex === 15) {
    sampleRate = reader.read(24);
    rateIndex = nearestRateIndex(sampleRate);
  }
  const configuration = reader.read(4);
  if (sampleRate === 0) throw inconsistent('The AAC configuration of this file has no sample rate.');
  const channels = channelsByConfiguration[configuration] ?? 0;
  if (channels === 0) throw unreadable('This AAC file has an unusual order of channels.');
  if (reader.read(1) === 1) throw unreadable('This AAC file has packets of 960 frames.');
  return { rateIndex, sampleRate, channels };
}

function readObjectType(reader: BitReader): number {
  const type = reader.read(5);
  return type === 31 ? 32 + reader.read(6) : type;
}

/** Unlisted rates use the bands of the nearest listed one (table 4.82). */
function nearestRateIndex(sampleRate: number): number {
  const limits = [92_017, 75_132, 55_426, 46_009, 37_566, 27_713, 23_004, 18_783, 13_856, 11_502, 9_391];
  const index = limits.findIndex((limit) => sampleRate >= limit);
  return index < 0 ? 11 : index;
}
