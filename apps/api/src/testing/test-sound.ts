import { createHash } from 'node:crypto';
import { toAiffSamples, toWavSamples, writeAiffHeader, writeWavHeader } from '@beatflow/audio';
import type { CommitResponse, StemType } from '@beatflow/shared';
import type { TestUser } from './test-user.ts';

/** One channel of noise at 48 kHz: a whole number from −32768 to 32767 for each frame. */
export type Noise = readonly number[];

/** The same seed gives the same noise. */
export function makeNoise(frames: number, seed: number): Noise {
  let state = seed;
  return Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 16) - 32_768;
  });
}

/** Frames of another noise, in place of some. */
export function punchIn(noise: Noise, startFrame: number, endFrame: number, seed = 99): Noise {
  return [...noise.slice(0, startFrame), ...makeNoise(endFrame - startFrame, seed), ...noise.slice(endFrame)];
}

/** Frames of another noise, before one. */
export function insert(noise: Noise, at: number, frames: number, seed = 98): Noise {
  return [...noise.slice(0, at), ...makeNoise(frames, seed), ...noise.slice(at)];
}

interface SoundFormat {
  bitDepth?: 16 | 24;
  sampleRate?: number;
  container?: 'wav' | 'aiff';
  /** Bytes that no reader looks at, to make another file of the same sound. */
  tail?: string;
}

export function writeSound(
  noise: Noise,
  { bitDepth = 16, sampleRate = 48_000, container = 'wav', tail = '' }: SoundFormat = {},
): Buffer {
  const shape = { sampleRate, channels: 1, bitDepth, sampleFormat: 'int' as const };
  const canonical = Buffer.alloc((noise.length * bitDepth) / 8);
  noise.forEach((value, at) => {
    if (bitDepth === 16) canonical.writeInt16LE(value, at * 2);
    else canonical.writeIntLE(value * 256, at * 3, 3);
  });
  const samples = container === 'wav' ? toWavSamples(canonical, shape) : toAiffSamples(canonical, shape);
  const header = container === 'wav' ? writeWavHeader(shape, noise.length) : writeAiffHeader(shape, noise.length);
  const padding = Buffer.alloc(samples.length % 2);
  const chunk = tail
    ? [Buffer.from('junk'), Buffer.from([tail.length * 2, 0, 0, 0]), Buffer.alloc(tail.length * 2, tail)]
    : [];
  return Buffer.concat([header, samples, padding, ...chunk]);
}

/** Uploads a file as any client would, and answers its digest. */
export async function upload(user: TestUser, bytes: Buffer): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const res = await user.fetch(`/audio/${digest}`, { method: 'PUT', body: new Uint8Array(bytes) });
  if (!res.ok) throw new Error(`The upload was refused: ${await res.text()}`);
  return digest;
}

interface Push {
  repository: { id: string };
  branch?: string;
  onto?: { id: string } | null;
  message?: string;
  bpm?: number;
  /** Files by name, in order. Without `trackIds`, a name continues its track. */
  stems: Record<string, Buffer>;
  stemType?: StemType;
}

/** Pushes a version of real files. */
export async function push(user: TestUser, version: Push): Promise<CommitResponse> {
  const { repository, branch = 'main', onto = null, stems: files, stemType = 'other', ...details } = version;
  const stems = [];
  for (const [name, bytes] of Object.entries(files)) {
    stems.push({ name, stemType, audioDigest: await upload(user, bytes) });
  }
  return user.api.commit.create.mutate({
    repositoryId: repository.id,
    branch,
    expectedHead: onto?.id ?? null,
    stems,
    ...details,
  });
}

/** The bytes of a stem, as anybody who may hear it gets them. */
export async function download(user: TestUser, stem: { id: string }): Promise<Buffer> {
  const res = await user.fetch(`/stems/${stem.id}/audio`);
  if (!res.ok) throw new Error(await res.text());
  return Buffer.from(await res.arrayBuffer());
}
