import { rm } from 'node:fs/promises';
import { type AudioFile, BeatflowError } from '@beatflow/shared';
import type { CutChunk } from '../pack/cut-file.ts';
import type { KnownOfFile, Packing } from '../pack/packer.ts';
import type { ByteServices } from './byte-services.ts';
import type { CheckResult } from './check-file.ts';
import type { LocalFile } from './file-source.ts';
import { type KeptFile, keepAudio } from './keep-audio.ts';

/** A file that is here, whole, and that nobody has looked at yet. */
export interface ArrivedFile {
  userId: string;
  /** What it is announced to be. */
  digest: string;
  file: LocalFile;
  sizeBytes: number;
  /** The chunks that it was put together from. */
  chunks?: CutChunk[] | undefined;
  /** What was just found out about them, for this user. */
  known?: KnownOfFile | undefined;
}

/** A file that was taken in, and the chunks that it is made of. */
export interface TakenIn {
  file: AudioFile;
  chunks: CutChunk[];
}

/**
 * Reads a file, checks it against its digest, and keeps it. Plain PCM is named by what its header and its bytes say; its loudness and its
 * peaks are measured when this has returned. Every other file is decoded, and measured, before it is taken for audio.
 */
export async function takeIn(services: ByteServices, arrived: ArrivedFile): Promise<TakenIn> {
  const { packer, measuring } = services.ingest;
  const { userId, digest, file, sizeBytes, known } = arrived;
  // What was put together from chunks has little that is new: it is packed while the whole is read.
  const packable = { audioDigest: digest, file, sizeBytes, chunks: arrived.chunks, known };
  const packing = arrived.chunks && packer.prepare(packable, userId);
  packing?.catch(() => {
    // Whoever waits for it hears of it below.
  });
  try {
    const { checked, chunks } = await readFile(services, arrived);
    const kept = { file, chunks, packing: await packing };
    if (!checked) return { file: await keepDecoded(services, arrived, kept), chunks };
    const unmeasured = { isMeasured: false, integratedLufs: null, truePeakDbtp: null };
    const silence = { silenceHeadFrames: 0, silenceTailFrames: 0 };
    const audio = {
      ...checked.facts,
      ...unmeasured,
      ...silence,
      digest,
      pcmDigest: checked.pcmDigest,
      size: sizeBytes,
    };
    await keepAudio(services, userId, { ...kept, audio });
    measuring.add(digest);
    return { file: audio, chunks };
  } catch (err) {
    await forgetPacking(services, packing);
    throw err;
  }
}

/** Reads all of a file twice over at once: for its own digest and, where they are not known, its chunks, and for its sound. */
async function readFile(
  { ingest: { pool, limits } }: ByteServices,
  { digest, file, sizeBytes, chunks }: ArrivedFile,
): Promise<{ checked: CheckResult; chunks: CutChunk[] }> {
  const checking = pool.run('check', { file, limits }, { sizeBytes });
  const digesting = chunks
    ? pool.run('digest', { file }, { sizeBytes }).then((read) => ({ ...read, chunks }))
    : pool.run('cut', { file }, { sizeBytes });
  const [checked, digested] = await Promise.allSettled([checking, digesting]);
  // Bytes that were damaged on their way rarely read as audio; it is the damage that the sender must hear of.
  if (digested.status === 'fulfilled' && digested.value.digest !== digest) throw new BeatflowError('digest-mismatch');
  if (checked.status === 'rejected') throw checked.reason;
  if (digested.status === 'rejected') throw digested.reason;
  return { checked: checked.value, chunks: digested.value.chunks };
}

/** Keeps a file whose sound has to be decoded, with what was measured in it meanwhile. */
async function keepDecoded(
  services: ByteServices,
  { userId, digest, file, sizeBytes }: ArrivedFile,
  kept: Omit<KeptFile, 'audio' | 'derived'>,
): Promise<AudioFile> {
  const { uploads, pool, limits } = services.ingest;
  const [peaksPath, playbackPath] = [uploads.workPath(), uploads.workPath()];
  const outputs = [peaksPath, playbackPath];
  try {
    const job = { file, digest, limits, peaksPath, playbackPath };
    const { file: audio, hasPlayback } = await pool.run('analyze', job, { sizeBytes, outputs });
    const derived = { peaksPath, playbackPath: hasPlayback ? playbackPath : null };
    await keepAudio(services, userId, { ...kept, audio, derived });
    return audio;
  } finally {
    await Promise.all(outputs.map((path) => rm(path, { force: true })));
  }
}

async function forgetPacking({ ingest }: ByteServices, packing: Promise<Packing> | undefined): Promise<void> {
  const prepared = await packing?.catch(() => null);
  // What has been recorded after all is not forgotten by this.
  if (prepared) await ingest.packer.forget(prepared);
}
