import { readNamedRef } from './read-ref.ts';

/** What is compared, from where it plays, and what of it is heard: enough to send to somebody. */
export interface CompareSearch {
  before?: string;
  after?: string;
  /** Seconds. */
  t?: number;
  /** Seconds from and to: `12.5-16`. */
  loop?: string;
  mix?: 'before' | 'difference';
  /** Whether both are heard equally loud. */
  match?: true;
}

/** A change to be undone or taken over: what of it, and where. */
export interface ChangeSearch {
  commit?: string;
  branch?: string;
  /** These tracks alone. */
  tracks?: string[];
}

export interface MergeSearch {
  ours?: string;
  theirs?: string;
}

/** Reads an address; what makes no sense is left out rather than refused. */
export function readCompareSearch({ before, after, t, loop, mix, match }: Record<string, unknown>): CompareSearch {
  return {
    ...readNamedRef('before', before),
    ...readNamedRef('after', after),
    ...(typeof t === 'number' && t > 0 ? { t } : {}),
    ...(typeof loop === 'string' && readLoop(loop) ? { loop } : {}),
    ...(mix === 'before' || mix === 'difference' ? { mix } : {}),
    ...(match === true ? { match } : {}),
  };
}

export function readMergeSearch({ ours, theirs }: Record<string, unknown>): MergeSearch {
  return { ...readNamedRef('ours', ours), ...readNamedRef('theirs', theirs) };
}

export function readRevertSearch({ commit, branch }: Record<string, unknown>): Omit<ChangeSearch, 'tracks'> {
  return { ...readNamedRef('commit', commit), ...readNamedRef('branch', branch) };
}

export function readCherryPickSearch({ tracks, ...rest }: Record<string, unknown>): ChangeSearch {
  const isList = Array.isArray(tracks) && tracks.every((track) => typeof track === 'string');
  return { ...readRevertSearch(rest), ...(isList ? { tracks } : {}) };
}

/** The seconds of a loop, or null when the text is none. */
export function readLoop(text: string): { from: number; to: number } | null {
  const match = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text);
  if (!match) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return to > from ? { from, to } : null;
}
