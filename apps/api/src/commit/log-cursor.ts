import { z } from 'zod';
import { formatCursor, parseCursor } from '../paging/cursor.ts';

/**
 * Where a page of the log ended. `head` is where the log began. Usually the few commits at which it goes on are named;
 * where history is so wide that they would not fit, it is the last commit shown, by its place in the order.
 */
export type LogPlace = { head: string; frontier: string[] } | { head: string; generation: number; digest: string };

// Ten ids in hexadecimal, as JSON, in base64, are within the 500 characters that a cursor may have.
const MAX_FRONTIER = 9;

const id = z.string().regex(/^[0-9a-f]{32}$/);
const frontierPlace = z.tuple([id, z.array(id).min(1).max(MAX_FRONTIER)]);
const orderPlace = z.tuple([id, z.number().int(), z.string().regex(/^[0-9a-f]{64}$/)]);
const place = z.union([frontierPlace, orderPlace]);

export function parseLogCursor(cursor: string | null | undefined): LogPlace | null {
  const read = parseCursor(place, cursor);
  if (!read) return null;
  const head = toUuid(read[0]);
  if (read.length === 2) return { head, frontier: read[1].map(toUuid) };
  return { head, generation: read[1], digest: read[2] };
}

/** Names where the log goes on; null when that is too wide for a cursor. */
export function formatFrontierCursor(head: string, frontier: readonly string[]): string | null {
  return frontier.length <= MAX_FRONTIER ? formatPlace([toHex(head), frontier.map(toHex)]) : null;
}

export function formatOrderCursor(head: string, last: { generation: number; digest: string }): string {
  return formatPlace([toHex(head), last.generation, last.digest]);
}

function formatPlace(value: z.input<typeof place>): string {
  return formatCursor(value);
}

function toHex(uuid: string): string {
  return uuid.replaceAll('-', '');
}

function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
