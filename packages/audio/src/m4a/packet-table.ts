import { inconsistent } from '../audio-error.ts';
import { viewOf } from '../byte-window.ts';
import { findBox } from './boxes.ts';

/** Where one packet lies in the file. */
export interface PacketPlace {
  offset: number;
  length: number;
}

const contradiction = () => inconsistent('This MP4 file is damaged: the tables of its packets contradict each other.');

/**
 * The places and durations of all packets of a track (stsz, stsc, stco, stts; ISO/IEC 14496-12, section 8.7). The tables stay as
 * the bytes that they are. Every number in them is held against the bytes that are there, so a lie costs no time and no memory.
 */
export class PacketTable {
  readonly packets: number;
  /** The sum of all durations, in ticks of the track. */
  readonly ticks: number;
  readonly #fixedSize: number;
  readonly #sizes: DataView;
  readonly #runs: DataView;
  readonly #chunks: DataView;
  readonly #chunkBytes: number;

  /** `tables` is the content of `stbl`; the file is `fileBytes` large. */
  constructor(tables: Uint8Array, fileBytes: number) {
    const sizes = requireBox(tables, 'stsz', 12);
    this.#fixedSize = viewOf(sizes).getUint32(4);
    this.packets = viewOf(sizes).getUint32(8);
    this.#sizes = this.#fixedSize === 0 ? entriesOf(sizes, 12, this.packets, 4) : viewOf(sizes);
    if (this.#fixedSize * this.packets > fileBytes) throw contradiction();
    const runs = requireBox(tables, 'stsc', 8);
    this.#runs = entriesOf(runs, 8, viewOf(runs).getUint32(4), 12);
    const wide = findBox(tables, 'co64');
    const chunks = wide ?? requireBox(tables, 'stco', 8);
    this.#chunkBytes = wide ? 8 : 4;
    if (chunks.length < 8) throw contradiction();
    this.#chunks = entriesOf(chunks, 8, viewOf(chunks).getUint32(4), this.#chunkBytes);
    this.ticks = sumTicks(requireBox(tables, 'stts', 8), this.packets);
  }

  /** All packets, in order. */
  *places(): Generator<PacketPlace> {
    const chunkCount = this.#chunks.byteLength / this.#chunkBytes;
    const runCount = this.#runs.byteLength / 12;
    let packet = 0;
    for (let run = 0; run < runCount; run++) {
      const firstChunk = this.#runs.getUint32(12 * run) - 1;
      const endChunk = run + 1 < runCount ? this.#runs.getUint32(12 * run + 12) - 1 : chunkCount;
      const packetsPerChunk = this.#runs.getUint32(12 * run + 4);
      if (firstChunk < 0 || endChunk < firstChunk || endChunk > chunkCount) throw contradiction();
      for (let chunk = firstChunk; chunk < endChunk; chunk++) {
        let offset = this.#chunkOffset(chunk);
        for (let i = 0; i < packetsPerChunk && packet < this.packets; i++, packet++) {
          const length = this.#fixedSize || this.#sizes.getUint32(4 * packet);
          yield { offset, length };
          offset += length;
        }
      }
    }
    if (packet < this.packets) throw contradiction();
  }

  #chunkOffset(chunk: number): number {
    return this.#chunkBytes === 8 ? Number(this.#chunks.getBigUint64(8 * chunk)) : this.#chunks.getUint32(4 * chunk);
  }
}

function sumTicks(table: Uint8Array, packets: number): number {
  const entries = entriesOf(table, 8, viewOf(table).getUint32(4), 8);
  let count = 0;
  let ticks = 0;
  for (let at = 0; at < entries.byteLength; at += 8) {
    count += entries.getUint32(at);
    ticks += entries.getUint32(at) * entries.getUint32(at + 4);
  }
  if (count !== packets) throw contradiction();
  return ticks;
}

function requireBox(tables: Uint8Array, name: string, minBytes: number): Uint8Array {
  const body = findBox(tables, name);
  if (!body || body.length < minBytes) throw inconsistent(`This MP4 file lacks a table of its packets (${name}).`);
  return body;
}

function entriesOf(table: Uint8Array, start: number, count: number, entryBytes: number): DataView {
  if (start + count * entryBytes > table.length) throw contradiction();
  return viewOf(table.subarray(start, start + count * entryBytes));
}
