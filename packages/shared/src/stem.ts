import { z } from 'zod';
import { audioFile } from './audio.ts';
import { generationParams } from './generation-params.ts';
import { instant, sha256, uuid } from './id.ts';
import { stemType } from './stem-type.ts';

/** How many stems one version may have. */
export const MAX_STEMS = 256;

// Control characters and what is no character, line separators, and the marks that turn the direction of a text around.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** A stem's name: 1–255 printable characters, no space at an end. */
export const stemName = z
  .string()
  .trim()
  .min(1, 'A stem needs a name.')
  .max(255, 'A stem name has at most 255 characters.')
  .refine((name) => !UNPRINTABLE.test(name), 'A stem name is made of printable characters.');

const GAIN_RANGE = 'The gain of a stem is from −96 to +24 dB.';
const PAN_RANGE = 'The pan of a stem is from −1 (left) to +1 (right).';

export const stemBase = z.object({
  name: stemName,
  stemType,
  /** Decibels, −96…+24. */
  gainDb: z.number().min(-96, GAIN_RANGE).max(24, GAIN_RANGE).default(0),
  /** −1 is left, +1 is right. */
  pan: z.number().min(-1, PAN_RANGE).max(1, PAN_RANGE).default(0),
  muted: z.boolean().default(false),
  generationParams: generationParams.nullish(),
});

/** One stem of a new version. Without `trackId` it continues the parent's track of the same name, or begins a new one. */
export const stemCreate = stemBase.extend({ trackId: uuid.optional(), audioDigest: sha256 });

export const stemResponse = z.object({
  id: uuid,
  trackId: uuid,
  name: z.string(),
  stemType,
  position: z.number().int().nonnegative(),
  fileUrl: z.string(),
  audioDigest: sha256,
  /** Seconds. */
  duration: z.number(),
  /** Bytes. */
  fileSize: z.number().int(),
  gainDb: z.number(),
  pan: z.number(),
  muted: z.boolean(),
  generationParams: generationParams.nullable(),
  createdAt: instant,
  audio: audioFile.omit({ digest: true, size: true, duration: true }),
});

export type StemBase = z.infer<typeof stemBase>;
export type StemCreate = z.infer<typeof stemCreate>;
export type StemResponse = z.infer<typeof stemResponse>;
