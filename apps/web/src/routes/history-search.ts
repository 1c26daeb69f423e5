import type { StemType } from '@beatflow/shared';
import { readRef } from './read-ref.ts';

// Not the list of the contract: it would bring all of zod into the first files, which read every address.
const stemTypes: readonly StemType[] = ['drums', 'bass', 'vocals', 'melody', 'other'];

/** What the history shows, as its address carries it. */
export interface HistorySearch {
  ref?: string;
  /** All branches instead of one. */
  all?: true;
  author?: string;
  text?: string;
  /** Days, `2026-03-02`, in the reader's time zone; both are included. */
  from?: string;
  to?: string;
  track?: string;
  type?: StemType;
  minBpm?: number;
  maxBpm?: number;
  key?: string;
}

/** Reads the history's choices from an address; what makes no sense is left out rather than refused. */
export function readHistorySearch(search: Record<string, unknown>): HistorySearch {
  const read: { [Name in keyof HistorySearch]: HistorySearch[Name] | undefined } = {
    ref: readRef(search.ref),
    all: search.all === true ? true : undefined,
    author: readText(search.author, 255),
    text: readText(search.text, 200),
    from: readDay(search.from),
    to: readDay(search.to),
    track: readText(search.track, 255),
    type: stemTypes.find((type) => type === search.type),
    minBpm: readBpm(search.minBpm),
    maxBpm: readBpm(search.maxBpm),
    key: typeof search.key === 'string' && /^[A-G][#b]?m?$/.test(search.key) ? search.key : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function readText(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return String(value).trim().slice(0, maxLength) || undefined;
}

function readDay(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  return Number.isNaN(Date.parse(value)) ? undefined : value;
}

function readBpm(value: unknown): number | undefined {
  const bpm = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof bpm === 'number' && bpm > 0 && bpm <= 1000 ? bpm : undefined;
}
