import type { AudioStore, OpenObject } from '../store/audio-store.ts';
import type { Measuring } from './measuring.ts';

/** Opens the peaks of kept files. Those that are not drawn yet, or are lost, are drawn now. */
export class PeaksReader {
  readonly #store: AudioStore;
  readonly #measuring: Measuring;

  constructor(store: AudioStore, measuring: Measuring) {
    this.#store = store;
    this.#measuring = measuring;
  }

  async open(digest: string, isMeasured: boolean): Promise<OpenObject | null> {
    const object = { digest, part: 'peaks' } as const;
    const opened = isMeasured ? await this.#store.open(object) : null;
    if (opened) return opened;
    await this.#measuring.measure(digest);
    return this.#store.open(object);
  }
}
