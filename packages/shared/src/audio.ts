import { z } from 'zod';
import { sha256 } from './id.ts';

/** The containers that BeatFlow reads. */
export const audioFormat = z.enum(['wav', 'aiff', 'flac', 'mp3', 'ogg', 'm4a']);

export type AudioFormat = z.infer<typeof audioFormat>;

/** What a file says about its sound: rates in hertz, time in frames, `duration` in seconds. */
export const audioFacts = z.object({
  format: audioFormat,
  codec: z.string(),
  sampleRate: z.number().int().positive(),
  channels: z.number().int().positive(),
  /** Bits per sample; for lossy codecs those of the decoded float, 32. */
  bitDepth: z.number().int().positive(),
  sampleFormat: z.enum(['int', 'float']),
  frames: z.number().int().positive(),
  duration: z.number().positive(),
});

export type AudioFacts = z.infer<typeof audioFacts>;

/** An audio file as the server knows it: its facts, its two digests, and what was measured in it (ITU-R BS.1770-5). */
export const audioFile = audioFacts.extend({
  /** SHA-256 of the file's bytes. */
  digest: sha256,
  size: z.number().int().nonnegative(),
  /** SHA-256 of the decoded PCM: equal for the same audio in another container. */
  pcmDigest: sha256,
  /** Whether what follows is known already: a file may be named before it is measured, moments later. Until then it is null and 0. */
  isMeasured: z.boolean(),
  /** LUFS; null for silence. */
  integratedLufs: z.number().nullable(),
  /** dBTP; null for digital silence. */
  truePeakDbtp: z.number().nullable(),
  silenceHeadFrames: z.number().int().nonnegative(),
  silenceTailFrames: z.number().int().nonnegative(),
});

export type AudioFile = z.infer<typeof audioFile>;
