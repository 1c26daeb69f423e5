import { open } from 'node:fs/promises';
import { AudioFileChunkModel, type Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';
import type { AudioObject, AudioStore, OpenObject, StoredObject, StorePart } from '../store/audio-store.ts';
import { onDisk } from '../store/disk.ts';
import { listFileChunks } from './chunk-place.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { ChunkedObject } from './chunked-object.ts';
import { findPackedAudio, hasChunks } from './find-packed-audio.ts';

export interface PackedAudioStoreOptions {
  database: Database;
  /** Where files are: packs, what is computed, and originals that are not in packs yet. */
  home: AudioStore;
  reader: ChunkReader;
}

const listBatch = 1000;

/**
 * Audio in two shapes behind one interface: originals in chunks where the database knows their chunks, and whole files
 * as they are in the home. An original that is put is kept whole; the packer is what moves it into packs.
 */
export class PackedAudioStore implements AudioStore {
  readonly #database: Database;
  readonly #home: AudioStore;
  readonly #reader: ChunkReader;

  constructor({ database, home, reader }: PackedAudioStoreOptions) {
    this.#database = database;
    this.#home = home;
    this.#reader = reader;
  }

  put(object: AudioObject, path: string): Promise<void> {
    return this.#home.put(object, path);
  }

  /** Finds an object that is whole: an original that has lost a pack, or has a damaged chunk, is not here. */
  async find(object: AudioObject): Promise<StoredObject | null> {
    if (object.part !== 'original') return this.#home.find(object);
    return this.#inEitherShape(
      () => findPackedAudio({ database: this.#database, home: this.#home }, requireDigest(object.digest)),
      () => this.#home.find(object),
    );
  }

  async open(object: AudioObject): Promise<OpenObject | null> {
    if (object.part !== 'original') return this.#home.open(object);
    return this.#inEitherShape(
      () => this.#openChunked(object.digest),
      () => this.#home.open(object),
    );
  }

  async copy(object: AudioObject, path: string): Promise<boolean> {
    if (object.part !== 'original') return this.#home.copy(object, path);
    const isCopied = await this.#inEitherShape(
      () => this.#copyChunked(object.digest, path),
      async () => (await this.#home.copy(object, path)) || null,
    );
    return isCopied ?? false;
  }

  async delete(object: AudioObject): Promise<void> {
    if (object.part === 'original') await AudioFileChunkModel.destroy({ where: { audioDigest: object.digest } });
    await this.#home.delete(object);
  }

  async *list(part: StorePart): AsyncGenerator<StoredObject> {
    if (part !== 'original') {
      yield* this.#home.list(part);
      return;
    }
    for (let after = ''; ; ) {
      const batch = await this.#listChunked(after);
      yield* batch;
      const last = batch.at(-1);
      if (!last) break;
      after = last.digest;
    }
    for await (const object of this.#home.list(part)) {
      if (!(await hasChunks(this.#database, object.digest))) yield object;
    }
  }

  /** An original moves from the home into packs while it is looked for: what was in neither is looked for once more. */
  async #inEitherShape<T>(chunked: () => Promise<T | null>, whole: () => Promise<T | null>): Promise<T | null> {
    return (await chunked()) ?? (await whole()) ?? chunked();
  }

  async #openChunked(digest: string): Promise<OpenObject | null> {
    const chunks = await listFileChunks(this.#database, requireDigest(digest));
    return chunks.length > 0 ? new ChunkedObject(chunks, this.#reader) : null;
  }

  async #copyChunked(digest: string, path: string): Promise<true | null> {
    const object = await this.#openChunked(digest);
    if (!object) return null;
    await onDisk(() => writeParts(object.parts(0, object.size), path));
    return true;
  }

  #listChunked(after: string): Promise<StoredObject[]> {
    const sql = `
      SELECT a.digest, a.size, a.created_at AS "storedAt" FROM audio_files a
      WHERE a.digest > $1 AND EXISTS (SELECT FROM audio_file_chunks f WHERE f.audio_digest = a.digest)
      ORDER BY a.digest LIMIT ${listBatch}`;
    return this.#database.sequelize.query<StoredObject>(sql, { bind: [after], type: QueryTypes.SELECT });
  }
}

function requireDigest(digest: string): string {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('An audio object is named by a SHA-256.');
  return digest;
}

async function writeParts(parts: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const part of parts) {
      for (let written = 0; written < part.length; ) {
        written += (await file.write(part, written)).bytesWritten;
      }
    }
  } finally {
    await file.close();
  }
}
