import { createHash } from 'node:crypto';
import { ChunkModel, PackModel } from '@beatflow/db';
import type { ChunkPlace } from '../pack/chunk-place.ts';
import type { ChunkReader } from '../pack/chunk-reader.ts';
import { readPackIndex } from '../pack/read-pack-index.ts';
import type { AudioStore, OpenObject } from '../store/audio-store.ts';

export interface PackCheck {
  packs: number;
  chunks: number;
  /** Bytes that were read and hashed. */
  bytes: number;
  /** Packs that are not there, or too short. */
  lost: string[];
  /** Packs that are not what their digest says, be it in a place that nobody reads. */
  damaged: string[];
  /** Chunks that cannot be read. */
  wrongChunks: string[];
}

export interface PackCheckOptions {
  home: AudioStore;
  reader: ChunkReader;
  /** Reads, hashes and decodes everything, instead of the indexes alone. */
  readData: boolean;
}

/** Looks whether every pack that something is read from is there, and holds what the database says. */
export async function checkPacks(options: PackCheckOptions): Promise<PackCheck> {
  const check: PackCheck = { packs: 0, chunks: 0, bytes: 0, lost: [], damaged: [], wrongChunks: [] };
  for (const pack of await PackModel.findAll({ order: ['digest'] })) {
    const chunks = await ChunkModel.findAll({ where: { packDigest: pack.digest }, order: ['packOffset'] });
    // What nothing is read from any more only waits to be removed.
    if (chunks.length === 0) continue;
    check.packs++;
    check.chunks += chunks.length;
    await checkPack(options, pack, chunks, check);
  }
  return check;
}

async function checkPack(
  { home, reader, readData }: PackCheckOptions,
  { digest, size }: PackModel,
  chunks: readonly ChunkModel[],
  check: PackCheck,
): Promise<void> {
  const pack = await home.open({ digest, part: 'pack' });
  try {
    if (pack?.size !== size) {
      check.lost.push(digest);
      check.wrongChunks.push(...chunks.map((chunk) => chunk.digest));
      return;
    }
    const isRight = (await isIndexRight(pack, chunks)) && (!readData || (await hash(pack)) === digest);
    if (readData) check.bytes += size;
    if (!isRight) check.damaged.push(digest);
    if (readData || !isRight) check.wrongChunks.push(...(await findWrongChunks(reader, chunks)));
    else check.wrongChunks.push(...chunks.filter(({ damagedAt }) => damagedAt).map((chunk) => chunk.digest));
  } finally {
    await pack?.close();
  }
}

async function isIndexRight(pack: OpenObject, chunks: readonly ChunkModel[]): Promise<boolean> {
  try {
    const index = new Map((await readPackIndex(pack)).map((entry) => [`${entry.digest} ${entry.offset}`, entry]));
    return chunks.every(({ digest, packOffset, storedSize, size, encoding, version }) => {
      const entry = index.get(`${digest} ${packOffset}`);
      return (
        entry?.storedSize === storedSize &&
        entry.size === size &&
        entry.encoding === encoding &&
        entry.version === version
      );
    });
  } catch {
    return false;
  }
}

async function hash(pack: OpenObject): Promise<string> {
  const sha256 = createHash('sha256');
  for await (const bytes of pack.parts(0, pack.size)) sha256.update(bytes);
  return sha256.digest('hex');
}

const chunksAtOnce = 32;

/** Decodes chunks; those that were thought to be damaged and are not are no longer. */
async function findWrongChunks(reader: ChunkReader, chunks: readonly ChunkModel[]): Promise<string[]> {
  const wrong: string[] = [];
  for (let at = 0; at < chunks.length; at += chunksAtOnce) {
    const batch = chunks.slice(at, at + chunksAtOnce).map(toPlace);
    const good = new Set((await reader.readEncoded(batch)).map(({ digest }) => digest));
    wrong.push(...batch.flatMap(({ digest }) => (good.has(digest) ? [] : [digest])));
  }
  const cleared = chunks.filter(({ digest, damagedAt }) => damagedAt && !wrong.includes(digest));
  if (cleared.length > 0) {
    await ChunkModel.update({ damagedAt: null }, { where: { digest: cleared.map(({ digest }) => digest) } });
  }
  return wrong;
}

function toPlace(chunk: ChunkModel): ChunkPlace {
  return { ...chunk.get(), offset: chunk.packOffset };
}
