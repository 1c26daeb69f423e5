import type { LogPlace } from '@beatflow/history';
import { z } from 'zod';
import { formatCursor, parseCursor } from '../paging/cursor.ts';

/**
 * Where a page of the log ended. `head` is where the log began, null for all branches and tags. Usually the few commits
 * at which it goes on are named; where history is so wide that they would not fit, it is the last commit shown, by its
 * place in the order.
 */
export type LogCursor = { head: string | null } & ({ frontier: string[] } | LogPlace);

// So many ids of 22 letters, as JSON, in base64, are within the 2,000 characters that a cursor may have.
const MAX_FRONTIER = 56;

const id = z.string().regex(/^[\w-]{22}$/);
const frontierPlace = z.tuple([id.nullable(), z.array(id).min(1).max(MAX_FRONTIER)]);
const orderPlace = z.tuple([id.nullable(), z.number().int(), z.number().int()]);
const place = z.union([frontierPlace, orderPlace]);

export function parseLogCursor(cursor: string | null | undefined): LogCursor | null {
  const read = parseCursor(place, cursor);
  if (!read) return null;
  const head = read[0] === null ? null : toUuid(read[0]);
  if (read.length === 2) return { head, frontier: read[1].map(toUuid) };
  return { head, generation: read[1], digestStart: read[2] };
}

/** Names where the log goes on: at `frontier`, or where that is too wide for a cursor, after `last`. */
export function formatLogCursor(head: string | null, frontier: readonly string[], last: LogPlace): string {
  const start = head === null ? null : toLetters(head);
  return frontier.length <= MAX_FRONTIER
    ? formatPlace([start, frontier.map(toLetters)])
    : formatPlace([start, last.generation, last.digestStart]);
}

function formatPlace(value: z.input<typeof place>): string {
  return formatCursor(value);
}

function toLetters(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

function toUuid(letters: string): string {
  const hex = Buffer.from(letters, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
