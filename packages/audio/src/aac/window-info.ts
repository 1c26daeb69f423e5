import type { BitReader } from '../bit-reader.ts';
import { damagedAac } from './aac-error.ts';
import { longBands, shortBands } from './scalefactor-bands.ts';

export const packetFrames = 1024;
export const shortWindowFrames = 128;

/** Window sequences of ISO/IEC 14496-3, table 4.109; 0 is a long window between long ones. */
export const longStart = 1;
const eightShort = 2;
export const longStop = 3;

/** How a packet of one channel is cut into windows and bands (ics_info, ISO/IEC 14496-3, table 4.6). */
export interface WindowInfo {
  sequence: number;
  /** 0: sine; 1: Kaiser-Bessel-derived. */
  shape: number;
  isShort: boolean;
  /** How many bands are coded. */
  bands: number;
  /** Short windows that share scalefactors; one group of one for a long window. */
  groups: number[];
  bandOffsets: Uint16Array;
}

export function readWindowInfo(reader: BitReader, rateIndex: number): WindowInfo {
  reader.read(1);
  const sequence = reader.read(2);
  const shape = reader.read(1);
  const isShort = sequence === eightShort;
  const bands = reader.read(isShort ? 4 : 6);
  const groups = [1];
  if (isShort) {
    for (let i = 0; i < 7; i++) {
      if (reader.read(1) === 1) groups[groups.length - 1]! += 1;
      else groups.push(1);
    }
  } else if (reader.read(1) === 1) {
    // Prediction belongs to AAC Main and LTP.
    throw damagedAac();
  }
  const bandOffsets = (isShort ? shortBands : longBands)[rateIndex]!;
  if (bands >= bandOffsets.length) throw damagedAac();
  return { sequence, shape, isShort, bands, groups, bandOffsets };
}
