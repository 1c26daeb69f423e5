import { type AudioReader, blobSource, createWasmHasher, openAudio } from '@beatflow/audio';
import { hashChunks, type Stretch } from '@beatflow/audio/chunks';
import { BeatflowError, type ErrorReason } from '@beatflow/shared';
import type { FilePrint } from './file-print.ts';

export type PrintResult =
  | { kind: 'read'; print: FilePrint }
  | { kind: 'broken'; reason: ErrorReason; message: string }
  /** The disk did not give the bytes: the file was moved, changed or is not ours to read. */
  | { kind: 'unreadable' };

/**
 * Reads a file once: its chunks, the SHA-256 of its bytes, and for WAV and AIFF that of its sound too. What the server would
 * refuse is found here, before anything is sent.
 */
export async function readPrint(
  file: Blob,
  onProgress: (bytes: number) => void = () => {},
  signal?: AbortSignal,
): Promise<PrintResult> {
  try {
    const reader = (await isPlainPcm(file)) ? await openReader(file) : null;
    const stretch = reader && findSound(reader);
    const options = { stretch, onProgress, ...(signal ? { signal } : {}) };
    const { digest, chunks, stretchDigest } = await hashChunks(blobSource(file), options);
    const pcmDigest = stretchDigest ?? (reader && (await hashBlocks(reader, signal)));
    if (!reader || pcmDigest === null) return { kind: 'read', print: { digest, chunks, sound: null } };
    const { sampleRate, channels, sampleFormat } = reader.facts;
    return { kind: 'read', print: { digest, chunks, sound: { pcmDigest, sampleRate, channels, sampleFormat } } };
  } catch (err) {
    signal?.throwIfAborted();
    if (err instanceof BeatflowError) return { kind: 'broken', reason: err.reason, message: err.message };
    return { kind: 'unreadable' };
  }
}

/** RIFF, RF64, BW64 and FORM files hold their sound as it is; all others would have to be decoded. */
async function isPlainPcm(file: Blob): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 12).arrayBuffer());
  return /^(RIFF|RF64|BW64).{4}WAVE|^FORM.{4}AIF[FC]/s.test(head);
}

/** Null when this browser cannot read it now, for instance because a part of the program did not arrive: the server can. */
async function openReader(file: Blob): Promise<AudioReader | null> {
  try {
    return await openAudio(blobSource(file));
  } catch (err) {
    if (err instanceof BeatflowError) throw err;
    return null;
  }
}

/** Where the sound lies in the file as it is hashed; null where its samples lie there in another order or with other signs. */
function findSound({ facts, pcm }: AudioReader): Stretch | null {
  if (!pcm || pcm.unsigned || (pcm.bigEndian && pcm.sampleBytes > 1)) return null;
  return { offset: pcm.dataOffset, length: facts.frames * facts.channels * pcm.sampleBytes };
}

async function hashBlocks(reader: AudioReader, signal?: AbortSignal): Promise<string> {
  const hasher = await createWasmHasher();
  for await (const { bytes } of reader.blocks()) {
    signal?.throwIfAborted();
    hasher.update(bytes);
  }
  return hasher.digest();
}
