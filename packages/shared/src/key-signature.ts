import { z } from 'zod';

const SPOKEN_KEY = /^([A-G])\s*(#|♯|b|♭|sharp|flat)?[\s-]*(major|maj|minor|min|m)?$/i;

/**
 * Reads a key as people write it and answers it as `C`, `F#m`, `Bb`; null when it is not a key.
 *
 * A capital `M` alone means major and a small `m` minor; every longer word is understood in any case.
 */
export function parseKeySignature(text: string): string | null {
  const match = SPOKEN_KEY.exec(text.trim());
  if (!match) return null;
  const [, letter = '', accidental = '', mode = ''] = match;
  const sign = /^(#|♯|sharp)$/i.test(accidental) ? '#' : accidental ? 'b' : '';
  const isMinor = mode === 'm' || /^min/i.test(mode);
  return letter.toUpperCase() + sign + (isMinor ? 'm' : '');
}

const WANTED = 'A key is written like C, F#m or Bb.';

/** A key signature, normalised to `C`, `F#m`, `Bb` (at most 10 characters as it is stored). */
export const keySignature = z
  .string()
  .max(40, WANTED)
  .transform((text, ctx) => {
    const key = parseKeySignature(text);
    if (key !== null) return key;
    ctx.addIssue({ code: 'custom', message: WANTED });
    return z.NEVER;
  });
