import { z } from 'zod';

/** The id of a row: a UUID in lower case. */
export const uuid = z.uuid('This is not an id.').toLowerCase();

/** A SHA-256 in 64 lower-case hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'This is not a SHA-256 in 64 lower-case hexadecimal digits.');

/** An instant as an ISO 8601 string in UTC with milliseconds. */
export const instant = z.iso.datetime();
