import { type PcmSource, PIECE_FRAMES } from './pcm-source.ts';

/** How many pieces are asked for at once; browsers keep to six connections per host anyway. */
const CONCURRENT_READS = 6;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

type Entry =
  | { readonly state: 'reading'; readonly abort: AbortController }
  | { readonly state: 'failed'; readonly retry: ReturnType<typeof setTimeout> }
  | { readonly state: 'due' }
  | { readonly state: 'ready'; readonly bytes: number };

export interface BlockStoreOptions {
  /** All at the transport's rate, with one or two channels. */
  readonly sources: readonly PcmSource[];
  readonly blockFrames: number;
  /** Takes the audio that arrived; the store only counts it. */
  readonly onArrival: (stem: number, block: number, planes: Float32Array[]) => void;
  /** Called when audio that had arrived is let go. */
  readonly onDrop: (stem: number, block: number) => void;
  /** Called when a block arrived or failed. */
  readonly onChange: () => void;
}

/**
 * Decides which decoded audio of a version is held right now: exactly the blocks that were last wanted, fetched in the
 * order in which they will be heard, all stems of a block before the next block.
 */
export class BlockStore {
  readonly #options: BlockStoreOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #failures = new Map<string, number>();
  #blocks: readonly number[] = [];
  #queue: { key: string; stem: number; block: number }[] = [];
  /** Everything in the queue before this was begun. */
  #next = 0;
  #reading = 0;
  #disposed = false;

  constructor(options: BlockStoreOptions) {
    this.#options = options;
  }

  /** Bytes of one block of all stems. */
  get rowBytes(): number {
    return rowBytes(this.#options.sources, this.#options.blockFrames);
  }

  /** Decoded bytes held, and those that the reads under way will add. */
  get heldBytes(): number {
    let bytes = 0;
    for (const [key, entry] of this.#entries) {
      if (entry.state === 'ready') bytes += entry.bytes;
      if (entry.state === 'reading') bytes += this.#stemBlockBytes(Number(key.split(':')[0]));
    }
    return bytes;
  }

  /** From now on these blocks are kept or fetched, first things first, and all others are let go. */
  want(blocks: readonly number[]): void {
    if (this.#disposed || isSame(blocks, this.#blocks)) return;
    this.#blocks = blocks;
    const wanted: { key: string; stem: number; block: number }[] = [];
    for (const block of blocks) {
      for (const [stem, source] of this.#options.sources.entries()) {
        if (block * this.#options.blockFrames < source.frames) wanted.push({ key: `${stem}:${block}`, stem, block });
      }
    }
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, entry] of this.#entries) {
      if (!keys.has(key)) this.#drop(key, entry);
    }
    this.#queue = wanted;
    this.#next = 0;
    this.#fill();
  }

  /** Which stems still lack this block. */
  missing(block: number): number[] {
    return [...this.#options.sources.keys()].filter((stem) => {
      if (block * this.#options.blockFrames >= this.#options.sources[stem]!.frames) return false;
      return this.#entries.get(`${stem}:${block}`)?.state !== 'ready';
    });
  }

  /** The most attempts that failed in a row on one of the blocks that are wanted now. */
  get failures(): number {
    return Math.max(0, ...this.#failures.values());
  }

  dispose(): void {
    this.#disposed = true;
    this.#queue = [];
    for (const [key, entry] of this.#entries) this.#drop(key, entry);
  }

  #stemBlockBytes(stem: number): number {
    return this.#options.sources[stem]!.channels * this.#options.blockFrames * Float32Array.BYTES_PER_ELEMENT;
  }

  #drop(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#failures.delete(key);
    if (entry.state === 'reading') {
      this.#reading--;
      entry.abort.abort();
    }
    if (entry.state === 'failed') clearTimeout(entry.retry);
    if (entry.state === 'ready') {
      const [stem, block] = key.split(':').map(Number);
      this.#options.onDrop(stem!, block!);
    }
  }

  #fill(): void {
    for (; this.#next < this.#queue.length && this.#reading < CONCURRENT_READS; this.#next++) {
      const { key, stem, block } = this.#queue[this.#next]!;
      const entry = this.#entries.get(key);
      if (entry === undefined || entry.state === 'due') void this.#read(key, stem, block);
    }
  }

  async #read(key: string, stem: number, block: number): Promise<void> {
    const entry: Entry = { state: 'reading', abort: new AbortController() };
    this.#entries.set(key, entry);
    this.#reading++;
    const result = await this.#readBlock(stem, block, entry.abort.signal).catch(() => null);
    // Dropped meanwhile: what arrived is let go with it.
    if (this.#entries.get(key) !== entry) return;
    this.#reading--;
    if (result === null) {
      this.#fail(key);
    } else {
      this.#failures.delete(key);
      this.#entries.set(key, { state: 'ready', bytes: result.reduce((sum, { byteLength }) => sum + byteLength, 0) });
      this.#options.onArrival(stem, block, result);
    }
    this.#options.onChange();
    this.#fill();
  }

  #fail(key: string): void {
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    const delayMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
    const retry = setTimeout(() => {
      this.#entries.set(key, { state: 'due' });
      this.#next = 0;
      this.#fill();
    }, delayMs);
    this.#entries.set(key, { state: 'failed', retry });
  }

  async #readBlock(stem: number, block: number, signal: AbortSignal): Promise<Float32Array[]> {
    const { sources, blockFrames } = this.#options;
    const start = block * blockFrames;
    const piece = await sources[stem]!.readPiece(Math.floor(start / PIECE_FRAMES), signal);
    if (blockFrames === PIECE_FRAMES) return piece;
    // `slice`, not `subarray`: a view would keep the whole piece in memory.
    const offset = start % PIECE_FRAMES;
    return piece.map((channel) => channel.slice(offset, offset + blockFrames));
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function rowBytes(sources: readonly PcmSource[], blockFrames: number): number {
  return sources.reduce((sum, { channels }) => sum + channels, 0) * blockFrames * Float32Array.BYTES_PER_ELEMENT;
}

/** The longest block, a piece or a binary fraction of it, of which `rows` rows of all stems fit into the budget. */
export function chooseBlockFrames(sources: readonly PcmSource[], budgetBytes: number, rows: number): number {
  let frames = PIECE_FRAMES;
  while (frames > 4_096 && rowBytes(sources, frames) * rows > budgetBytes) frames /= 2;
  return frames;
}
