import { bytesSource } from '@beatflow/audio';
import { readChunks, readFileLayout } from '@beatflow/audio/chunks';
import { makeUser } from '@beatflow/db/testing';
import { audioFile, type ChunkName, missingChunks } from '@beatflow/shared';
import { expect } from 'vitest';
import { digestOf } from '../../bytes/testing/byte-client.ts';

/** A file in chunks: their names in order, and the bytes of each. */
export interface CutFile {
  names: ChunkName[];
  bytesOf: Map<string, Uint8Array>;
}

/** Cuts a file as a client does. */
export async function cutFile(bytes: Uint8Array): Promise<CutFile> {
  const source = bytesSource(bytes);
  const file: CutFile = { names: [], bytesOf: new Map() };
  for await (const chunk of readChunks(source, await readFileLayout(source))) {
    const digest = digestOf(chunk.bytes);
    file.names.push([digest, chunk.length]);
    file.bytesOf.set(digest, chunk.bytes);
  }
  return file;
}

/** The body that carries chunks. */
export function frameChunks(chunks: Iterable<Uint8Array>): Buffer {
  return Buffer.concat(
    [...chunks].flatMap((bytes) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** A user who uploads in chunks to a byte server. */
export class ChunkClient {
  readonly id: string;
  readonly #url: string;

  constructor(url: string, id: string) {
    this.#url = url;
    this.id = id;
  }

  /** Somebody new. */
  static async arrive(url: string): Promise<ChunkClient> {
    return new ChunkClient(url, (await makeUser()).id);
  }

  post(path: string, body: Uint8Array | object): Promise<Response> {
    const isJson = !(body instanceof Uint8Array);
    const headers = { 'X-User': this.id, 'content-type': isJson ? 'application/json' : 'application/octet-stream' };
    const sent = isJson ? JSON.stringify(body) : Buffer.from(body);
    return fetch(this.#url + path, { method: 'POST', headers, body: sent });
  }

  async askMissing(chunks: readonly ChunkName[]): Promise<string[]> {
    const res = await this.post('/audio/chunks/missing', { chunks });
    expect(res.status).toBe(200);
    return missingChunks.parse(await res.json()).missing;
  }

  /** Sends some chunks of a file, all of them unless told. */
  send({ bytesOf }: CutFile, digests: Iterable<string> = bytesOf.keys()): Promise<Response> {
    return this.post('/audio/chunks', frameChunks([...digests].map((digest) => bytesOf.get(digest)!)));
  }

  seal(digest: string, chunks: readonly ChunkName[]): Promise<Response> {
    return this.post(`/audio/${digest}/seal`, { chunks });
  }

  /** Seals with some chunks of the file in the same request. */
  sealAlong(digest: string, file: CutFile, along: Iterable<string>): Promise<Response> {
    const list = Buffer.from(JSON.stringify({ chunks: file.names }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(list.length);
    const frames = frameChunks([...along].map((name) => file.bytesOf.get(name)!));
    return this.post(`/audio/${digest}/seal`, Buffer.concat([length, list, frames]));
  }

  /** Asks, sends what is missing, and seals; answers how many bytes of chunks travelled. */
  async upload(bytes: Uint8Array): Promise<number> {
    const file = await cutFile(bytes);
    const missing = await this.askMissing(file.names);
    if (missing.length > 0) expect((await this.send(file, missing)).status).toBe(201);
    const res = await this.seal(digestOf(bytes), file.names);
    expect(res.status).toBe(201);
    expect(audioFile.parse(await res.json())).toMatchObject({ digest: digestOf(bytes), size: bytes.length });
    return missing.reduce((sum, digest) => sum + file.bytesOf.get(digest)!.length, 0);
  }
}
