import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, opendir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AudioObject, AudioStore, OpenObject, StoredObject, StorePart } from './audio-store.ts';
import { type Disk, errorCode, onDisk, realDisk } from './disk.ts';
import { openFileObject } from './file-object.ts';

export interface LocalAudioStoreOptions {
  /** Everything is kept under this folder, which is made when it is missing. */
  folder: string;
  disk?: Disk;
}

/** Keeps audio in a folder: `<part>/<aa>/<bb>/<digest>`, so that no folder grows too long to list. */
export class LocalAudioStore implements AudioStore {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor({ folder, disk = realDisk }: LocalAudioStoreOptions) {
    this.#folder = folder;
    this.#disk = disk;
  }

  async put(object: AudioObject, path: string): Promise<void> {
    await onDisk(async () => {
      const target = this.#pathOf(object);
      await this.#makeFolder(dirname(target));
      await this.#disk.sync(path);
      await this.#move(path, target);
      await this.#disk.sync(dirname(target));
    });
  }

  async find(object: AudioObject): Promise<StoredObject | null> {
    try {
      const { size, mtime } = await stat(this.#pathOf(object));
      return { digest: object.digest, size, storedAt: mtime };
    } catch (err) {
      if (errorCode(err) === 'ENOENT') return null;
      throw err;
    }
  }

  async open(object: AudioObject): Promise<OpenObject | null> {
    return openFileObject(this.#pathOf(object));
  }

  async copy(object: AudioObject, path: string): Promise<boolean> {
    const from = this.#pathOf(object);
    try {
      // A second name for the same bytes, where the disk can do that: it stays when the first is deleted.
      await link(from, path).catch(async (err: unknown) => {
        if (errorCode(err) === 'ENOENT') throw err;
        await onDisk(() => copyFile(from, path));
      });
      return true;
    } catch (err) {
      if (errorCode(err) === 'ENOENT') return false;
      throw err;
    }
  }

  async delete(object: AudioObject): Promise<void> {
    await rm(this.#pathOf(object), { force: true });
  }

  async *list(part: StorePart): AsyncGenerator<StoredObject> {
    const top = join(this.#folder, part);
    for await (const first of namesIn(top)) {
      for await (const second of namesIn(join(top, first))) {
        for await (const digest of namesIn(join(top, first, second))) {
          const found = /^[0-9a-f]{64}$/.test(digest) ? await this.find({ digest, part }) : null;
          if (found) yield found;
        }
      }
    }
  }

  #pathOf({ digest, part }: AudioObject): string {
    // The name becomes a path: nothing but a digest may get this far.
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('An audio object is named by a SHA-256.');
    return join(this.#folder, part, digest.slice(0, 2), digest.slice(2, 4), digest);
  }

  /** Makes a folder so that it would survive a power cut: each folder that gained an entry is synced. */
  async #makeFolder(folder: string): Promise<void> {
    const firstMade = await mkdir(folder, { recursive: true });
    if (firstMade === undefined) return;
    for (let at = folder; at.length >= firstMade.length; at = dirname(at)) await this.#disk.sync(dirname(at));
  }

  async #move(path: string, target: string): Promise<void> {
    try {
      await this.#disk.rename(path, target);
    } catch (err) {
      if (errorCode(err) !== 'EXDEV') throw err;
      await this.#moveAcrossDisks(path, target);
    }
  }

  async #moveAcrossDisks(path: string, target: string): Promise<void> {
    const copy = join(this.#folder, `moving-${randomUUID()}`);
    try {
      await copyFile(path, copy);
      await this.#disk.sync(copy);
      await this.#disk.rename(copy, target);
    } finally {
      await rm(copy, { force: true });
    }
    await rm(path, { force: true });
  }
}

/** Opens the store in a folder, and clears away what an interrupted move left there. */
export async function openLocalAudioStore(options: LocalAudioStoreOptions): Promise<AudioStore> {
  await mkdir(options.folder, { recursive: true });
  for await (const name of namesIn(options.folder)) {
    if (name.startsWith('moving-')) await removeIfOld(join(options.folder, name));
  }
  return new LocalAudioStore(options);
}

const longestMoveMs = 24 * 3_600_000;

// Another process may be at it at this moment: many share one store.
async function removeIfOld(path: string): Promise<void> {
  try {
    if ((await stat(path)).mtimeMs < Date.now() - longestMoveMs) await rm(path, { force: true });
  } catch (err) {
    if (errorCode(err) !== 'ENOENT') throw err;
  }
}

async function* namesIn(folder: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(folder)) yield entry.name;
  } catch (err) {
    if (errorCode(err) !== 'ENOENT') throw err;
  }
}
