import { z } from 'zod';

const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 32;

/** A JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** What a generator of audio was told: any JSON object of at most 64 KiB and 32 levels. */
export type GenerationParams = { [key: string]: JsonValue };

function isJson(value: unknown, depth: number): value is JsonValue {
  if (value === null || typeof value === 'boolean') return true;
  // PostgreSQL's JSONB cannot hold the null character.
  if (typeof value === 'string') return !value.includes('\u0000');
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  return Object.entries(value).every(([key, item]) => !key.includes('\u0000') && isJson(item, depth + 1));
}

/** Any JSON object of at most 64 KiB (as UTF-8) and 32 levels. */
export const generationParams = z.custom<GenerationParams>().superRefine((value: unknown, ctx) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isJson(value, 1)) {
    ctx.addIssue({ code: 'custom', message: 'Generation parameters are a JSON object of at most 32 levels.' });
  } else if (new TextEncoder().encode(JSON.stringify(value)).length > MAX_BYTES) {
    ctx.addIssue({ code: 'custom', message: 'Generation parameters are at most 64 KiB.' });
  }
});
