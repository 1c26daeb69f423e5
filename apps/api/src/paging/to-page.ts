import type { Page } from '@beatflow/shared';
import { formatCursor } from './cursor.ts';

/** Makes a page of rows that were asked for with one more than `limit`, to see whether the list goes on. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toPlace: (row: Row) => readonly unknown[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: last !== undefined && rows.length > limit ? formatCursor(toPlace(last)) : null,
  };
}
