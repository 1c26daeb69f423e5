import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdirSync, openSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openChunkCodec, readChunks, readFileLayout } from '@beatflow/audio/chunks';

interface ChunkPlace {
  pack: number;
  offset: number;
  length: number;
  encoding: string;
  version: number;
  rawLength: number;
}

interface KeptFile {
  digest: string;
  chunks: string[];
  stamp: string;
}

const maxPackBytes = 64 * 2 ** 20;

/** Chunks in packs, and lists of chunks for files: all that a store does to bytes, without a database. */
export async function openPackStore(folder: string) {
  mkdirSync(folder, { recursive: true });
  const codec = await openChunkCodec();
  const places = new Map<string, ChunkPlace>();
  const versions = new Map<number, Map<string, KeptFile>>();
  const packs: { file: number; bytes: number }[] = [];

  function append(bytes: Uint8Array): Pick<ChunkPlace, 'pack' | 'offset' | 'length'> {
    let pack = packs.at(-1);
    if (!pack || pack.bytes + bytes.length > maxPackBytes) {
      pack = { file: openSync(join(folder, `pack-${packs.length}`), 'w+'), bytes: 0 };
      packs.push(pack);
    }
    writeSync(pack.file, bytes);
    pack.bytes += bytes.length;
    return { pack: packs.length - 1, offset: pack.bytes - bytes.length, length: bytes.length };
  }

  async function storeFile(path: string, stamp: string): Promise<KeptFile> {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const source = {
        size,
        async read(offset: number, length: number) {
          const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, offset);
          return buffer.subarray(0, bytesRead);
        },
      };
      const whole = createHash('sha256');
      const chunks: string[] = [];
      for await (const chunk of readChunks(source, await readFileLayout(source), (bytes) => whole.update(bytes))) {
        const name = createHash('sha256').update(chunk.bytes).digest('hex');
        chunks.push(name);
        if (places.has(name)) continue;
        const { encoding, version, bytes } = codec.encode(chunk.bytes, chunk.layout);
        places.set(name, { ...append(bytes), encoding, version, rawLength: chunk.length });
      }
      return { digest: whole.digest('hex'), chunks, stamp };
    } finally {
      await file.close();
    }
  }

  return {
    /** Keeps these files; those that look as in the version before are not read again, as the others do it. */
    async store(version: number, root: string, paths: readonly string[]): Promise<void> {
      const before = [...(versions.get(version - 1)?.values() ?? [])];
      const kept = new Map<string, KeptFile>();
      for (const path of paths) {
        const { ino, size, mtimeMs } = statSync(join(root, path));
        const stamp = `${ino} ${size} ${mtimeMs}`;
        kept.set(path, before.find((file) => file.stamp === stamp) ?? (await storeFile(join(root, path), stamp)));
      }
      versions.set(version, kept);
      const lists = [...kept].map(([path, { digest, chunks }]) => `${path}\t${digest}\t${chunks.join(' ')}`);
      writeFileSync(join(folder, `version-${version}`), lists.join('\n'));
      writeFileSync(
        join(folder, 'index'),
        [...places].map(([name, place]) => [name, ...Object.values(place)].join('\t')).join('\n'),
      );
      for (const { file } of packs) fdatasyncSync(file);
    },

    /** Writes a version somewhere else; every chunk's digest is compared before it is written. */
    read(version: number, to: string): void {
      for (const [path, { chunks }] of versions.get(version)!) {
        mkdirSync(dirname(join(to, path)), { recursive: true });
        const out = openSync(join(to, path), 'w');
        for (const name of chunks) {
          const { pack, offset, length, rawLength, ...place } = places.get(name)!;
          const bytes = Buffer.allocUnsafe(length);
          readSync(packs[pack]!.file, bytes, 0, length, offset);
          const raw = codec.decode({ ...place, bytes }, rawLength);
          if (createHash('sha256').update(raw).digest('hex') !== name) throw new Error(`The chunk ${name} is damaged.`);
          writeSync(out, raw);
        }
        closeSync(out);
      }
    },
  };
}
