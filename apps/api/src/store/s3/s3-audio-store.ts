import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { AudioObject, AudioStore, OpenObject, StoredObject, StorePart } from '../audio-store.ts';
import { onDisk } from '../disk.ts';
import { ObjectGone } from '../object-gone.ts';
import { putFile } from './put-file.ts';
import { inStore, isNotThere, s3ErrorName, toStoreError } from './s3-errors.ts';
import { S3Object } from './s3-object.ts';
import { type S3Place, toKey, toPartPrefix } from './s3-place.ts';

/** Keeps audio in a bucket of an S3-compatible store, laid out as a folder of the local store is. */
export class S3AudioStore implements AudioStore {
  readonly #place: S3Place;

  constructor(place: S3Place) {
    this.#place = place;
  }

  async put(object: AudioObject, path: string): Promise<void> {
    const key = toKey(this.#place, object);
    await inStore(() => this.#send(object, key, path));
    await rm(path, { force: true });
  }

  async find(object: AudioObject): Promise<StoredObject | null> {
    const head = await this.#head(toKey(this.#place, object));
    return head && { digest: object.digest, size: head.ContentLength ?? 0, storedAt: head.LastModified ?? new Date(0) };
  }

  async open(object: AudioObject): Promise<OpenObject | null> {
    const key = toKey(this.#place, object);
    const head = await this.#head(key);
    return head && new S3Object(this.#place, { key, size: head.ContentLength ?? 0, etag: head.ETag });
  }

  async copy(object: AudioObject, path: string): Promise<boolean> {
    const opened = await this.open(object);
    if (!opened) return false;
    try {
      await onDisk(() => pipeline(opened.stream(0, opened.size), createWriteStream(path)));
      return true;
    } catch (err) {
      await rm(path, { force: true });
      if (err instanceof ObjectGone) return false;
      throw err;
    }
  }

  async delete(object: AudioObject): Promise<void> {
    const { client, bucket: Bucket } = this.#place;
    const Key = toKey(this.#place, object);
    try {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    } catch (err) {
      if (!isNotThere(err)) throw toStoreError(err);
    }
  }

  async *list(part: StorePart): AsyncGenerator<StoredObject> {
    const { client, bucket: Bucket, prefix } = this.#place;
    const Prefix = toPartPrefix(prefix, part);
    try {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of Contents) {
          const [, digest] = /\/([0-9a-f]{64})$/.exec(Key) ?? [];
          if (digest) yield { digest, size: Size, storedAt: LastModified };
        }
      }
    } catch (err) {
      throw toStoreError(err);
    }
  }

  async #send(object: AudioObject, key: string, path: string): Promise<void> {
    try {
      await putFile(this.#place, key, path);
    } catch (err) {
      const isThere =
        s3ErrorName(err) === 'NoSuchUpload' && (await this.find(object))?.size === (await stat(path)).size;
      if (!isThere) throw err;
    }
  }

  async #head(Key: string): Promise<HeadObjectCommandOutput | null> {
    const { client, bucket: Bucket } = this.#place;
    try {
      return await client.send(new HeadObjectCommand({ Bucket, Key }));
    } catch (err) {
      if (isNotThere(err)) return null;
      throw toStoreError(err);
    }
  }
}
