import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { AudioChunks } from '@beatflow/shared';
import { isConnectionProblem } from '../failure/describe-failure.ts';
import { RefusedError, reasonOf } from '../failure/refusal.ts';
import type { CutAudio } from './chunk-upload.ts';
import { type HttpPort, readRefusal } from './http-port.ts';

/** A file of audio, wherever it is. */
export interface AudioBytes {
  /** SHA-256 of the file. */
  digest: string;
  sizeBytes: number;
}

/** Hears of bytes that travelled, or that need not travel. */
export type OnBytes = (bytes: number, how: 'sent' | 'known') => void;

/** Chunks of some stems, and where they go. */
export interface WantedChunkFiles {
  stems: string[];
  /** The chunks that have not come yet. */
  listMissing: () => string[];
  /** A file that is not there yet. */
  nextPath: () => Promise<string>;
  onBytes: (bytes: number) => void;
  /** Some of what came has been written. */
  onWritten: () => void;
}

const PATIENCE_MS = [300, 1500, 4000];

/** Moves whole files of audio to and from a server. How they travel is known here and nowhere else. */
export class AudioTransfer {
  readonly #port: HttpPort;

  constructor(port: HttpPort) {
    this.#port = port;
  }

  /** Whether the server has a file for this caller; if not, how many bytes a broken upload left there. */
  async findOffset({ digest, sizeBytes }: AudioBytes): Promise<number | 'whole'> {
    return this.#withPatience(async () => {
      const answer = await this.#port.send('HEAD', `/audio/${digest}`);
      answer.resume();
      if (answer.statusCode === 200) return 'whole';
      if (answer.statusCode !== 404) throw await readRefusal(answer);
      return Math.min(sizeBytes, Number(answer.headers['upload-offset'] ?? 0));
    });
  }

  /** Sends of a file that is like another which the server has what it lacks of it. */
  async uploadChunks(audio: CutAudio, onBytes: OnBytes): Promise<void> {
    const { uploadChunks } = await import('./chunk-upload.ts');
    await this.#withPatience(() => uploadChunks(this.#port, audio, onBytes));
  }

  /** Sends a file from where the server's part of it ends. */
  async upload(path: string, audio: AudioBytes, offset: number, onBytes: OnBytes): Promise<void> {
    let from = offset;
    await this.#withPatience(
      () => this.#put(path, audio, from, onBytes),
      async () => {
        const found = await this.findOffset(audio);
        if (found !== 'whole') from = found;
        return found === 'whole';
      },
    );
  }

  /** Fetches a stem's file to `target`; a download that broke off goes on. It is there only once it is whole and right. */
  async download(stemId: string, audio: AudioBytes, target: string, onBytes: OnBytes): Promise<void> {
    await mkdir(dirname(target), { recursive: true });
    await this.#withPatience(() => this.#get(stemId, audio, target, onBytes));
  }

  /** What the audio of stems is made of, by its digest; null where the server knows no chunks. */
  async listChunks(stemIds: readonly string[]): Promise<Map<string, AudioChunks['chunks']> | null> {
    const { listStemChunks } = await import('./stem-chunks.ts');
    return this.#withPatience(() => listStemChunks(this.#port, stemIds));
  }

  /**
   * Fetches chunks of stems into files of their own. Where a connection breaks, what came is kept, and `listMissing` says
   * what is still to come.
   */
  async fetchChunks({ stems, listMissing, nextPath, ...listeners }: WantedChunkFiles): Promise<void> {
    const { downloadStemChunks } = await import('./stem-chunks.ts');
    await this.#withPatience(async () => {
      const chunks = listMissing();
      if (chunks.length > 0) await downloadStemChunks(this.#port, { stems, chunks }, await nextPath(), listeners);
    });
  }

  async #put(path: string, { digest, sizeBytes }: AudioBytes, offset: number, onBytes: OnBytes): Promise<void> {
    const headers = {
      'content-length': String(sizeBytes - offset),
      ...(offset > 0 ? { 'content-range': `bytes ${offset}-${sizeBytes - 1}/${sizeBytes}` } : {}),
    };
    // All bytes may be there already, from an upload whose end nobody heard: then only the end is told.
    const body = createReadStream(path, { start: offset, highWaterMark: 1 << 18 });
    const answer = await this.#port.sendBody('PUT', `/audio/${digest}`, headers, body, onBytes);
    if (answer.statusCode !== 200 && answer.statusCode !== 201) throw await readRefusal(answer);
    answer.resume();
  }

  async #get(stemId: string, { digest, sizeBytes }: AudioBytes, target: string, onBytes: OnBytes): Promise<void> {
    const partial = `${target}.part`;
    const hash = createHash('sha256');
    let offset = await sizeOf(partial);
    if (offset > sizeBytes) offset = 0;
    if (offset > 0) await pipeline(createReadStream(partial), hash, { end: false });
    if (offset < sizeBytes) {
      const headers = offset > 0 ? { range: `bytes=${offset}-`, 'if-range': `"${digest}"` } : {};
      const answer = await this.#port.send('GET', `/stems/${stemId}/audio`, headers);
      if (answer.statusCode !== 200 && answer.statusCode !== 206) throw await readRefusal(answer);
      const flags = answer.statusCode === 206 ? 'a' : 'w';
      const file = createWriteStream(partial, { flags, highWaterMark: 1 << 20 });
      const listen = (bytes: Buffer) => {
        hash.update(bytes);
        onBytes(bytes.length, 'sent');
      };
      answer.on('data', listen);
      await pipeline(answer, file);
    }
    if (hash.digest('hex') !== digest) {
      await rm(partial, { force: true });
      throw new RefusedError({ reason: 'server-busy', message: 'What arrived is not what was asked for.', data: {} });
    }
    await rename(partial, target);
  }

  /** Tries again, a few times and ever later, what a moment may mend; `prepare` may find that it is done. */
  async #withPatience<T>(task: () => Promise<T>, prepare?: () => Promise<boolean>): Promise<T | (undefined & T)> {
    for (const waitMs of PATIENCE_MS) {
      try {
        return await task();
      } catch (err) {
        if (!isPassing(err)) throw err;
        await wait(waitMs);
        if (await prepare?.()) return undefined as T & undefined;
      }
    }
    return task();
  }
}

const passing = new Set(['server-busy', 'storage-unavailable', 'upload-busy', 'offset-mismatch', 'chunks-missing']);

function isPassing(err: unknown): boolean {
  const reason = reasonOf(err);
  if (reason !== null) return passing.has(reason);
  const isRefused = err instanceof Error && 'code' in err && err.code === 'ECONNREFUSED';
  return isConnectionProblem(err) && !isRefused;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
