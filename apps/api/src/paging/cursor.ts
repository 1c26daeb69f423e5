import { BeatflowError } from '@beatflow/shared';
import type { z } from 'zod';

/** Writes where a page ended, so that the next one begins there. */
export function formatCursor(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads what `formatCursor` wrote; null at the beginning of a list. */
export function parseCursor<Place extends z.ZodType>(
  schema: Place,
  cursor: string | null | undefined,
): z.output<Place> | null {
  if (!cursor) return null;
  const place = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!place.success) throw invalidCursor();
  return place.data;
}

export function invalidCursor(): BeatflowError {
  return new BeatflowError(
    'input-invalid',
    { field: 'cursor' },
    'This list has no such place: the cursor is not valid.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
