import type { BitReader } from '../bit-reader.ts';
import { damagedAac } from './aac-error.ts';
import {
  type ChannelStream,
  intensityBook,
  noiseBook,
  oppositeIntensityBook,
  readChannelStream,
} from './channel-stream.ts';
import { readWindowInfo, shortWindowFrames, type WindowInfo } from './window-info.ts';

/** Reads two channels that may be coded together (channel_pair_element, ISO/IEC 14496-3, table 4.5). */
export function readChannelPair(
  reader: BitReader,
  rateIndex: number,
  noise: () => number,
): [ChannelStream, ChannelStream] {
  const info = reader.read(1) === 1 ? readWindowInfo(reader, rateIndex) : null;
  const isMidSide = info ? readMask(reader, info) : null;
  const left = readChannelStream(reader, rateIndex, info, noise);
  const right = readChannelStream(reader, rateIndex, info, noise);
  joinChannels(left, right, isMidSide);
  return [left, right];
}

function readMask(reader: BitReader, { groups, bands }: WindowInfo): Uint8Array {
  const kind = reader.read(2);
  if (kind === 3) throw damagedAac();
  const mask = new Uint8Array(groups.length * bands).fill(kind === 2 ? 1 : 0);
  if (kind === 1) for (let i = 0; i < mask.length; i++) mask[i] = reader.read(1);
  return mask;
}

/** Undoes mid/side (section 4.6.8.1) and intensity stereo (section 4.6.8.2), band by band. */
function joinChannels(left: ChannelStream, right: ChannelStream, mask: Uint8Array | null): void {
  const { groups, bands, bandOffsets } = right.info;
  let firstWindow = 0;
  groups.forEach((windows, group) => {
    for (let band = 0; band < bands; band++) {
      const index = group * bands + band;
      const isMasked = mask?.[index] === 1;
      const book = right.books[index]!;
      const isIntensity = book === intensityBook || book === oppositeIntensityBook;
      const isMidSide = isMasked && book < noiseBook && left.books[index]! < noiseBook;
      if (!isIntensity && !isMidSide) continue;
      const sign = (book === oppositeIntensityBook ? -1 : 1) * (isMasked ? -1 : 1);
      for (let window = firstWindow; window < firstWindow + windows; window++) {
        const base = window * shortWindowFrames;
        const [start, end] = [base + bandOffsets[band]!, base + bandOffsets[band + 1]!];
        if (isMidSide) undoMidSide(left.spectrum, right.spectrum, start, end);
        else copyScaled(left.spectrum, right.spectrum, start, end, sign * right.factors[index]!);
      }
    }
    firstWindow += windows;
  });
}

function undoMidSide(left: Float64Array, right: Float64Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    const mid = left[i]!;
    const side = right[i]!;
    left[i] = mid + side;
    right[i] = mid - side;
  }
}

function copyScaled(from: Float64Array, to: Float64Array, start: number, end: number, factor: number): void {
  for (let i = start; i < end; i++) to[i] = factor * from[i]!;
}
