import { listLog } from '@beatflow/history';
import { invalidCursor } from '../paging/cursor.ts';
import type { Services } from '../services.ts';
import { formatLogCursor, parseLogCursor } from './log-cursor.ts';
import type { LogRequest, LogSlice } from './log-slice.ts';

/**
 * A page of everything that the starts reach, in the order of `listLog`. The remembered graph tells which commits are on
 * it, however far back in history, so that the database is asked for nothing but what is shown.
 */
export async function walkLog(
  { graphs }: Pick<Services, 'graphs'>,
  { repositoryId, limit, cursor, findStart }: LogRequest,
): Promise<LogSlice> {
  const place = parseLogCursor(cursor);
  const isFrontier = place !== null && 'frontier' in place;
  const { head, starts } = isFrontier ? { head: place.head, starts: place.frontier } : await findStart(place?.head);
  if (starts.length === 0) return { ids: [], nextCursor: null };
  const graph = await graphs.load(repositoryId, starts);
  // Only a cursor that nobody was given names what is no commit of this repository.
  if (!starts.every((id) => graph.has(id))) throw invalidCursor();
  const after = isFrontier ? undefined : (place ?? undefined);
  const { ids, frontier, last } = listLog(graph, { starts, after, count: limit });
  const isEnd = frontier.length === 0 || last === null;
  return { ids, nextCursor: isEnd ? null : formatLogCursor(head, frontier, last) };
}
