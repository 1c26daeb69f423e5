import type { HistorySearch } from '../../routes/history-search.ts';

/** Whether the history is narrowed, so that what is left of it is a list and no longer a graph. */
export function countFilters({ ref: _ref, all: _all, ...filters }: HistorySearch): number {
  return Object.values(filters).filter((value) => value !== undefined).length;
}

/** What to ask the server for. Days are those of the reader's own time zone, the last one included. */
export function toLogInput({ ref, all, from, to, type, key, ...rest }: HistorySearch) {
  return {
    ...rest,
    ...(all ? { all } : { ref }),
    from: from && toInstant(from, 0),
    to: to && toInstant(to, 1),
    stemType: type,
    keySignature: key,
  };
}

function toInstant(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
