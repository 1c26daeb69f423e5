import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { OpenObject } from '../audio-store.ts';
import { ObjectGone } from '../object-gone.ts';
import { hasChanged, isNotThere, toStoreError } from './s3-errors.ts';
import type { S3Place } from './s3-place.ts';

export interface S3ObjectFacts {
  key: string;
  size: number;
  /** Names these very bytes: what replaces them is another object. */
  etag: string | undefined;
}

/** The first bytes come soon, the many others in few requests. */
const windowSizes = [256 * 1024, 2 ** 20, 4 * 2 ** 20];
/** One request, from its first byte to its last. */
const longestReadMs = 120_000;

/** An object in the bucket. Nothing is held open: each read is a request, so that who reads slowly blocks nobody. */
export class S3Object implements OpenObject {
  readonly size: number;
  readonly #place: S3Place;
  readonly #facts: S3ObjectFacts;

  constructor(place: S3Place, facts: S3ObjectFacts) {
    this.size = facts.size;
    this.#place = place;
    this.#facts = facts;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.size - offset));
    return wanted === 0 ? new Uint8Array(0) : this.#readRange(offset, wanted);
  }

  /** While one window is taken the next is read. */
  async *parts(start: number, end: number): AsyncGenerator<Uint8Array> {
    let [at, count] = [start, 0];
    const readNext = (): Promise<Uint8Array> | null => {
      if (at >= end || at >= this.size) return null;
      const length = Math.min(windowSizes[Math.min(count++, windowSizes.length - 1)]!, end - at);
      const reading = this.read(at, length);
      // Whoever reads may stop here: then nobody asks what became of it.
      reading.catch(() => {});
      at += length;
      return reading;
    };
    for (let next = readNext(); next; ) {
      const bytes = await next;
      next = readNext();
      yield bytes;
    }
    if (end > this.size) throw new Error(`A stored object ends at byte ${this.size}, before byte ${end}.`);
  }

  stream(start: number, end: number): Readable {
    return Readable.from(this.parts(start, end), { objectMode: false, highWaterMark: 256 * 1024 });
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }

  async #readRange(offset: number, length: number): Promise<Uint8Array> {
    const attempts = await this.#place.client.config.maxAttempts();
    for (let attempt = 1; ; attempt++) {
      const body = await this.#request(offset, length);
      try {
        return await collect(body, length);
      } catch (err) {
        // The client itself tries again until an answer begins; this is for those that break off.
        if (attempt >= attempts) throw toStoreError(err);
        await sleep(2 ** attempt * 50 * (1 + Math.random()));
      }
    }
  }

  async #request(offset: number, length: number): Promise<AsyncIterable<Uint8Array>> {
    const { client, bucket: Bucket } = this.#place;
    const { key: Key, etag: IfMatch } = this.#facts;
    const Range = `bytes=${offset}-${offset + length - 1}`;
    try {
      const abortSignal = AbortSignal.timeout(longestReadMs);
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, Range, IfMatch }), { abortSignal });
      return Body as unknown as AsyncIterable<Uint8Array>;
    } catch (err) {
      if (isNotThere(err) || hasChanged(err)) throw new ObjectGone(Key);
      throw toStoreError(err);
    }
  }
}

async function collect(body: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  for await (const part of body) {
    if (filled + part.length > length) throw new Error(`More than the ${length} bytes came that were asked for.`);
    bytes.set(part, filled);
    filled += part.length;
  }
  if (filled < length) throw new Error(`Of ${length} bytes, only ${filled} came.`);
  return bytes;
}
