import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import {
  type ChunkCodec,
  type ChunkLayout,
  type FileLayout,
  openChunkCodec,
  readFileLayout,
} from '@beatflow/audio/chunks';
import { FileSource, type LocalFile } from '../ingest/file-source.ts';
import type { CutChunk } from './cut-file.ts';
import { PackFile, type StoredChunk, type WrittenPack } from './pack-file.ts';

/** Encodes chunks of a file into one pack. */
export interface FillJob {
  file: LocalFile;
  /** What is to be packed, in this order; one pack takes as many as fit. */
  chunks: CutChunk[];
  packPath: string;
}

let codecOfThread: Promise<ChunkCodec> | undefined;

/** Writes a pack of a file's chunks. The first of them are in it, as its entries tell. Blocks its thread. */
export async function fillPack(job: FillJob, onProgress: () => void): Promise<WrittenPack> {
  codecOfThread ??= openChunkCodec();
  const codec = await codecOfThread;
  const source = new FileSource(job.file);
  let pack: PackFile | undefined;
  let isDone = false;
  try {
    const layout = await readFileLayout(source);
    pack = new PackFile(job.packPath);
    for (const chunk of job.chunks) {
      const bytes = source.readNow(chunk.startByte, chunk.size);
      const stored = encode(codec, chunk, bytes, layoutOf(layout, chunk.startByte));
      if (!pack.hasRoomFor(stored.bytes.length)) break;
      pack.append(stored);
      onProgress();
    }
    const written = pack.finish();
    isDone = true;
    return written;
  } finally {
    source.close();
    pack?.close();
    if (!isDone) rmSync(job.packPath, { force: true });
  }
}

/** What the codec answers it has decoded again and compared. */
function encode(codec: ChunkCodec, { digest, size }: CutChunk, bytes: Uint8Array, layout: ChunkLayout): StoredChunk {
  if (digestOf(bytes) !== digest) throw new Error('The file changed while it was packed.');
  return { digest, size, ...codec.encode(bytes, layout) };
}

function layoutOf({ pcm }: FileLayout, startByte: number): ChunkLayout {
  return pcm && startByte >= pcm.offset && startByte < pcm.offset + pcm.length ? pcm.shape : null;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
