import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toFileName } from '@beatflow/shared';
import contentDisposition from 'content-disposition';
import type { RequestHandler } from 'express';
import { ZipFile } from 'yazl';
import type { ByteServices } from '../ingest/byte-services.ts';
import type { AudioObject, AudioStore, OpenObject } from '../store/audio-store.ts';
import { describeVersion, listArchiveFiles } from './describe-version.ts';
import { getReadableCommit } from './get-readable-commit.ts';
import { isHangUp } from './send-object.ts';

/** A whole version as a ZIP: its stems, bit for bit, and a version.json that says what it is. Made while it is sent. */
export function getCommitArchive({ store }: ByteServices): RequestHandler {
  return async (req, res) => {
    const commit = await getReadableCommit(req);
    const name = toFileName(`${commit.repository!.name}-${commit.digest.slice(0, 7)}`);
    const files = listArchiveFiles(commit.stems ?? []);
    const opener = new OneAtATime(store);
    for (const { object, size } of files) await opener.check(object, size);

    const zip = new ZipFile();
    const entry = { compress: false, mtime: commit.createdAt, mode: 0o100644 };
    zip.addBuffer(Buffer.from(describeVersion(commit, files)), `${name}/version.json`, entry);
    for (const { fileName, object, size } of files) {
      zip.addReadStreamLazy(`${name}/${fileName}`, { ...entry, size }, (give) => {
        opener.open(object, size).then(
          (stream) => {
            // yazl does not listen: without this, a disk that breaks would take the whole server down.
            stream.once('error', (err) => zip.emit('error', err));
            give(null, stream);
          },
          (err: unknown) => give(err, null as never),
        );
      });
    }
    res.set({
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition(`${name}.zip`),
      'Cache-Control': 'private, no-cache',
      'Accept-Ranges': 'none',
      'X-Content-Type-Options': 'nosniff',
    });
    // The types do not know what the callback is told: the size of the whole archive, or -1.
    zip.end(undefined, (...[size]: unknown[]) => {
      if (typeof size === 'number' && size >= 0) res.set('Content-Length', String(size));
    });
    if (req.method === 'HEAD') {
      res.end();
      return;
    }
    try {
      const output = zip.outputStream as NodeJS.ReadableStream & { destroy(err: Error): void };
      zip.on('error', (err: Error) => output.destroy(err));
      await pipeline(output, res);
    } catch (err) {
      if (!isHangUp(err)) throw err;
    } finally {
      await opener.close();
    }
  };
}

/** Opens the files of an archive one after the other, so that a long one does not hold them all. */
class OneAtATime {
  readonly #store: AudioStore;
  #object: OpenObject | null = null;
  #stream: Readable | null = null;

  constructor(store: AudioStore) {
    this.#store = store;
  }

  /** An archive that cannot be whole is refused before it begins. */
  async check(object: AudioObject, size: number): Promise<void> {
    const stored = await this.#store.find(object);
    if (stored?.size !== size) {
      throw new Error(`The store holds ${stored?.size ?? 0} bytes of ${object.digest}, and should hold ${size}.`);
    }
  }

  async open(object: AudioObject, size: number): Promise<Readable> {
    await this.close();
    this.#object = await this.#store.open(object);
    if (!this.#object) throw new Error(`The store has lost ${object.digest}.`);
    this.#stream = this.#object.stream(0, size);
    return this.#stream;
  }

  async close(): Promise<void> {
    const object = this.#object;
    this.#object = null;
    this.#stream?.destroy();
    await object?.close();
  }
}
