import { decodePeaks } from '@beatflow/audio';
import { createBlobPcmSource } from '../../../player/blob-pcm-source.ts';
import { createHttpPcmSource } from '../../../player/http-pcm-source.ts';
import type { PcmSource } from '../../../player/pcm-source.ts';
import { findParentStem, type ParentStem, type PushRow } from '../plan/push-plan.ts';
import type { PushState } from '../session/push-state.ts';
import { computeOverview, OVERVIEW_BUCKETS, type Overview, shrinkPairs } from './overview.ts';

/** How a row sounds and looks. */
export interface RowSound {
  open(): Promise<PcmSource>;
  /** Shows the outline, perhaps several times, as more of it becomes known. */
  readOverview(show: (overview: Overview) => void, signal: AbortSignal): Promise<void>;
}

const ofFiles = new WeakMap<File, RowSound>();
const ofStems = new Map<string, RowSound>();

/** The sound of a row: its file on this machine, else the parent's stem on the server. The same row has the same answer. */
export function findSound(state: Pick<PushState, 'plan' | 'files'>, row: PushRow): RowSound | null {
  const file = row.fileId === null ? undefined : state.files.get(row.fileId)?.file;
  if (file) return remember(ofFiles, file, () => fileSound(file));
  const stem = findParentStem(state.plan, row);
  return stem && remember(ofStems, stem.id, () => stemSound(stem));
}

function remember<Key>(
  memory: { get(key: Key): RowSound | undefined; set(key: Key, sound: RowSound): unknown },
  key: Key,
  make: () => RowSound,
): RowSound {
  const known = memory.get(key) ?? make();
  memory.set(key, known);
  return known;
}

function fileSound(file: File): RowSound {
  let source: Promise<PcmSource> | null = null;
  let overview: Overview | null = null;
  const open = () => {
    source ??= createBlobPcmSource(file);
    return source;
  };
  return {
    open,
    async readOverview(show, signal) {
      overview ??= await inTurn(async () => computeOverview(await open(), show, signal), signal);
      show(overview);
    },
  };
}

function stemSound(stem: ParentStem): RowSound {
  return {
    open: () => Promise.resolve(createHttpPcmSource(stem.id, stem.audio)),
    async readOverview(show, signal) {
      show(await fetchOverview(stem.id, signal));
    },
  };
}

/** The coarse levels come first in a file of peaks; this much holds enough of them for a row. */
const peaksBytes = 32 * 1024;

async function fetchOverview(stemId: string, signal: AbortSignal): Promise<Overview> {
  const headers = { Range: `bytes=0-${peaksBytes - 1}` };
  const response = await fetch(`/stems/${stemId}/peaks`, { headers, signal });
  if (!response.ok) throw new Error(`The outline was answered with ${response.status}.`);
  const { levels } = decodePeaks(new Uint8Array(await response.arrayBuffer()));
  const whole = levels.filter(({ pairs, buckets }) => pairs.length === buckets * 2);
  const level = whole.find(({ buckets }) => buckets >= OVERVIEW_BUCKETS) ?? whole.at(-1);
  return shrinkPairs(level?.pairs ?? [0, 0], 32_768);
}

const parallelReads = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Many files at once would all be slow; a few at a time, the first is seen soon. */
async function inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (running >= parallelReads) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
