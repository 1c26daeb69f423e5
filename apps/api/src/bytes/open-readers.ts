import { type AudioReader, openAudio } from '@beatflow/audio';
import type { OpenObject } from '../store/audio-store.ts';

interface Entry {
  opening: Promise<{ object: OpenObject; reader: AudioReader }>;
  uses: number;
  isStale: boolean;
  timer: NodeJS.Timeout | undefined;
}

export interface OpenReadersOptions {
  /** How many files stay open at most while nobody reads them. */
  maxIdle: number;
  idleMs: number;
}

/**
 * Keeps files open, their headers read, for a while: a player asks for one piece after the other of the same few files,
 * and each piece then costs one read.
 */
export class OpenReaders {
  readonly #options: OpenReadersOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: OpenReadersOptions) {
    this.#options = options;
  }

  /** Lets `work` read from a file, which `open` opens unless it is open already. */
  async use<T>(name: string, open: () => Promise<OpenObject>, work: (reader: AudioReader) => Promise<T>): Promise<T> {
    const entry = this.#entries.get(name) ?? this.#add(name, open);
    clearTimeout(entry.timer);
    entry.uses++;
    try {
      const { reader } = await entry.opening;
      return await work(reader);
    } catch (err) {
      this.#forget(name, entry);
      throw err;
    } finally {
      entry.uses--;
      if (entry.uses === 0) this.#rest(name, entry);
    }
  }

  #add(name: string, open: () => Promise<OpenObject>): Entry {
    const entry: Entry = { opening: openReader(open), uses: 0, isStale: false, timer: undefined };
    this.#entries.set(name, entry);
    return entry;
  }

  #rest(name: string, entry: Entry): void {
    if (entry.isStale) {
      closeEntry(entry);
      return;
    }
    // Moved to the end: the order is that of the last use.
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    entry.timer = setTimeout(() => this.#drop(name, entry), this.#options.idleMs).unref();
    const idle = [...this.#entries].filter(([, { uses }]) => uses === 0);
    for (const [oldName, old] of idle.slice(0, -this.#options.maxIdle)) this.#drop(oldName, old);
  }

  #drop(name: string, entry: Entry): void {
    this.#forget(name, entry);
    closeEntry(entry);
  }

  #forget(name: string, entry: Entry): void {
    clearTimeout(entry.timer);
    entry.isStale = true;
    if (this.#entries.get(name) === entry) this.#entries.delete(name);
  }
}

async function openReader(open: () => Promise<OpenObject>): Promise<{ object: OpenObject; reader: AudioReader }> {
  const object = await open();
  try {
    return { object, reader: await openAudio(object) };
  } catch (err) {
    await object.close();
    throw err;
  }
}

function closeEntry({ opening }: Entry): void {
  opening
    .then(({ object }) => object.close())
    .catch(() => {
      // It never opened: whoever asked for it has been told.
    });
}
