import { z } from 'zod';

/** A tempo in beats per minute: 20–999 with at most three decimals. */
export const bpm = z
  .number('A tempo is a number of beats per minute.')
  .min(20, 'A tempo is at least 20 beats per minute.')
  .max(999, 'A tempo is at most 999 beats per minute.')
  .refine((value) => Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6, 'A tempo has at most three decimals.');
