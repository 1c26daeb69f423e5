import { createHash } from 'node:crypto';
import { type CreateHasher, DigestingSource, openAudio } from '@beatflow/audio';
import { FileSource } from './file-source.ts';
import type { KnownAudio } from './known-commit.ts';

/** What a file was found to be: its bytes and its sound, or why it is no audio that can be kept. */
export type FilePrint =
  | { kind: 'audio'; digest: string; audio: KnownAudio }
  | { kind: 'broken'; reason: string; message: string };

const createNodeHasher: CreateHasher = () => {
  const hash = createHash('sha256');
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: () => hash.digest('hex'),
  };
};

/** Reads a file once: the SHA-256 of its bytes, its facts, and for WAV and AIFF the SHA-256 of its sound. */
export async function readPrint(path: string): Promise<FilePrint> {
  const file = new FileSource(path);
  try {
    const source = new DigestingSource(file, await createNodeHasher());
    const reader = await openAudio(source);
    const { facts } = reader;
    let pcmDigest: string | null = null;
    // All others would have to be decoded, which the server does anyway.
    if (facts.format === 'wav' || facts.format === 'aiff') {
      const hasher = await createNodeHasher();
      for await (const { bytes } of reader.blocks()) hasher.update(bytes);
      pcmDigest = hasher.digest();
    }
    const digest = await source.digest();
    return { kind: 'audio', digest, audio: { ...facts, sizeBytes: file.size, pcmDigest } };
  } catch (err) {
    if (!(err instanceof Error) || err.name !== 'BeatflowError') throw err;
    return { kind: 'broken', reason: (err as Error & { reason: string }).reason, message: err.message };
  } finally {
    file.close();
  }
}
