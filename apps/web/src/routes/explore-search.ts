/** The filters of the explore page, as its address carries them. */
export interface ExploreSearch {
  query?: string;
  genre?: string;
  minBpm?: number;
  maxBpm?: number;
  key?: string;
}

/** Reads the filters from an address; what makes no sense is left out rather than refused. */
export function readExploreSearch(search: Record<string, unknown>): ExploreSearch {
  return dropEmpty({
    query: readText(search.query, 200),
    genre: readText(search.genre, 100),
    minBpm: readBpm(search.minBpm),
    maxBpm: readBpm(search.maxBpm),
    key: readKey(search.key),
  });
}

function readText(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).trim().slice(0, maxLength) || undefined;
}

function readKey(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-G][#b]?m?$/.test(value) ? value : undefined;
}

function readBpm(value: unknown): number | undefined {
  const bpm = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof bpm === 'number' && bpm > 0 && bpm <= 1000 ? bpm : undefined;
}

function dropEmpty(search: ExploreSearch): ExploreSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
