import { type ByteSource, blobSource, createWasmHasher, DigestingSource, openAudio } from '@beatflow/audio';
import { BeatflowError, type ErrorReason } from '@beatflow/shared';
import type { FilePrint } from '../plan/push-plan.ts';

export type PrintResult =
  | { kind: 'read'; print: FilePrint }
  | { kind: 'broken'; reason: ErrorReason; message: string }
  /** The disk did not give the bytes: the file was moved, changed or is not ours to read. */
  | { kind: 'unreadable' };

/**
 * Reads a file once, in small pieces: the SHA-256 of its bytes, and for WAV and AIFF that of its sound too. What the
 * server would refuse is found here, before anything is sent.
 */
export async function readPrint(
  file: Blob,
  onRead: (bytes: number) => void = () => {},
  signal?: AbortSignal,
): Promise<PrintResult> {
  const source = new DigestingSource(watched(blobSource(file), onRead, signal), await createWasmHasher());
  try {
    const sound = (await isPlainPcm(file)) ? await readSound(source) : null;
    return { kind: 'read', print: { digest: await source.digest(), sound } };
  } catch (err) {
    signal?.throwIfAborted();
    if (err instanceof BeatflowError) return { kind: 'broken', reason: err.reason, message: err.message };
    return { kind: 'unreadable' };
  }
}

function watched(source: ByteSource, onRead: (bytes: number) => void, signal?: AbortSignal): ByteSource {
  let reached = 0;
  return {
    size: source.size,
    read: async (offset, length) => {
      signal?.throwIfAborted();
      const bytes = await source.read(offset, length);
      if (offset + bytes.length > reached) {
        reached = offset + bytes.length;
        onRead(reached);
      }
      return bytes;
    },
  };
}

/** RIFF, RF64, BW64 and FORM files hold their sound as it is; all others would have to be decoded. */
async function isPlainPcm(file: Blob): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 12).arrayBuffer());
  return /^(RIFF|RF64|BW64).{4}WAVE|^FORM.{4}AIF[FC]/s.test(head);
}

/** Null when this browser cannot read it now, for instance because a part of the program did not arrive: the server can. */
async function readSound(source: ByteSource): Promise<FilePrint['sound']> {
  try {
    const reader = await openAudio(source);
    const hasher = await createWasmHasher();
    for await (const { bytes } of reader.blocks()) hasher.update(bytes);
    const { sampleRate, channels, sampleFormat } = reader.facts;
    return { pcmDigest: hasher.digest(), sampleRate, channels, sampleFormat };
  } catch (err) {
    if (err instanceof BeatflowError) throw err;
    return null;
  }
}
