import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BeatflowError } from '@beatflow/shared';
import { type Disk, errorCode, onDisk, realDisk } from './disk.ts';
import { PartialUpload } from './partial-upload.ts';

/** Whose upload of what; each such pair has one partial upload at most. */
export interface UploadKey {
  userId: string;
  digest: string;
}

export interface UploadFolderOptions {
  /** Belongs to one process alone. */
  folder: string;
  /** How long a broken upload is kept to be gone on with. */
  ttlMs: number;
  disk?: Disk;
}

/**
 * Where bytes wait that have arrived and are not yet checked: `<user>/<digest>`, and `work/` for what is computed from
 * them. An upload that breaks stays here to be gone on with, for a while.
 */
export class UploadFolder {
  readonly #folder: string;
  readonly #ttlMs: number;
  readonly #disk: Disk;
  /** How much each upload that is under way may still become. */
  readonly #underWay = new Map<string, { userId: string; reservedBytes: number }>();

  constructor({ folder, ttlMs, disk = realDisk }: UploadFolderOptions) {
    this.#folder = folder;
    this.#ttlMs = ttlMs;
    this.#disk = disk;
  }

  /** How many first bytes of this broken upload are here. */
  async sizeOf(key: UploadKey): Promise<number> {
    return sizeOfFile(this.#pathOf(key));
  }

  /**
   * Takes an upload for the caller alone, from its first byte or from `offset`, which must be where it broke off.
   * `reservedBytes` is what it is going to be. Refuses with `upload-busy` or `offset-mismatch`.
   */
  async begin(key: UploadKey, offset: number, reservedBytes: number): Promise<PartialUpload> {
    const path = this.#pathOf(key);
    if (this.#underWay.has(path)) throw new BeatflowError('upload-busy');
    this.#underWay.set(path, { userId: key.userId, reservedBytes });
    try {
      return await onDisk(() => this.#open(key, path, offset));
    } catch (err) {
      this.#underWay.delete(path);
      throw err;
    }
  }

  /** Bytes that the user's uploads of other files take here, or will. */
  async bytesBeside(key: UploadKey): Promise<number> {
    let sum = 0;
    for (const path of await this.#pathsOf(key.userId)) {
      if (path === this.#pathOf(key)) continue;
      sum += Math.max(await sizeOfFile(path), this.#underWay.get(path)?.reservedBytes ?? 0);
    }
    return sum;
  }

  /** Forgets the user's broken uploads of other files that nobody is going on with at the moment. */
  async dropIdleBeside(key: UploadKey): Promise<void> {
    for (const path of await this.#pathsOf(key.userId)) {
      if (path !== this.#pathOf(key) && !this.#underWay.has(path)) await rm(path, { force: true });
    }
  }

  /** A path for a file to compute into. Whoever asks moves or removes it. */
  workPath(): string {
    return join(this.#folder, 'work', randomUUID());
  }

  /** A new file to write to, that nobody goes on with when it breaks off. Whoever asks moves or discards it. */
  async beginWork(): Promise<PartialUpload> {
    const path = this.workPath();
    const file = await onDisk(() => open(path, 'a'));
    return new PartialUpload(path, file, 0, this.#disk, () => {});
  }

  /** Removes broken uploads that nobody came back for. */
  async sweep(now = Date.now()): Promise<void> {
    for (const userId of await namesIn(this.#folder)) {
      if (userId === 'work') continue;
      for (const path of await this.#pathsOf(userId)) {
        if (!this.#underWay.has(path) && (await isOlder(path, now - this.#ttlMs))) await rm(path, { force: true });
      }
    }
  }

  /** Makes the folder, clears half-computed files, and sweeps; to be called before the first upload. */
  async start(): Promise<void> {
    await rm(join(this.#folder, 'work'), { recursive: true, force: true });
    await mkdir(join(this.#folder, 'work'), { recursive: true });
    await this.sweep();
    for (const name of await namesIn(this.#folder)) if (name !== 'work') await removeIfEmpty(join(this.#folder, name));
  }

  async #open(key: UploadKey, path: string, offset: number): Promise<PartialUpload> {
    await mkdir(join(this.#folder, key.userId), { recursive: true });
    const size = await sizeOfFile(path);
    if (offset !== 0 && offset !== size) throw new BeatflowError('offset-mismatch', { offset: size });
    // A new start gets a new file: an old one may still be open for reading.
    if (offset === 0) await rm(path, { force: true });
    const file = await open(path, 'a');
    return new PartialUpload(path, file, offset, this.#disk, () => this.#underWay.delete(path));
  }

  #pathOf({ userId, digest }: UploadKey): string {
    if (!/^[0-9a-f-]+$/.test(userId) || !/^[0-9a-f]{64}$/.test(digest)) throw new Error('Not the name of an upload.');
    return join(this.#folder, userId, digest);
  }

  async #pathsOf(userId: string): Promise<string[]> {
    return (await namesIn(join(this.#folder, userId))).map((name) => join(this.#folder, userId, name));
  }
}

/** Opens the folder and makes it ready. */
export async function openUploadFolder(options: UploadFolderOptions): Promise<UploadFolder> {
  const uploads = new UploadFolder(options);
  await uploads.start();
  return uploads;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((err: unknown) => (isGone(err) ? [] : Promise.reject(err)));
}

async function sizeOfFile(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    (err: unknown) => (isGone(err) ? 0 : Promise.reject(err)),
  );
}

async function isOlder(path: string, instant: number): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs < instant,
    (err: unknown) => (isGone(err) ? false : Promise.reject(err)),
  );
}

function isGone(err: unknown): boolean {
  return errorCode(err) === 'ENOENT' || errorCode(err) === 'ENOTDIR';
}

async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((err: unknown) => {
    if (errorCode(err) !== 'ENOTEMPTY' && !isGone(err)) throw err;
  });
}
