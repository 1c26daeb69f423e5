import type { Cost } from '../ingest/measure-command.ts';
import type { Keeper } from './keeper.ts';

const goals = { lfs: 0.24, others: 0.7, cpu: 1, reading: 1 };

function total(costs: readonly Cost[]): Cost {
  return {
    wallMs: costs.reduce((sum, { wallMs }) => sum + wallMs, 0),
    cpuMs: costs.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}

/** Prints what each keeper needs, and how BeatFlow, the first of them, stands against its goals. */
export function printResults(
  keepers: readonly Keeper[],
  stored: ReadonlyMap<Keeper, Cost[]>,
  read: ReadonlyMap<Keeper, Cost[]>,
): void {
  const row = (cells: string[]) =>
    console.log(cells.map((cell, i) => (i ? cell.padStart(14) : cell.padEnd(14))).join(''));
  console.log();
  row(['', 'MB on disk', 'store, CPU s', 'store, wall s', 'read, CPU s', 'read, wall s']);
  const figures = keepers.map((keeper) => ({
    name: keeper.name,
    size: keeper.size(),
    store: total(stored.get(keeper)!),
    read: total(read.get(keeper)!),
  }));
  for (const { name, size, store, read: reading } of figures) {
    const seconds = [store.cpuMs, store.wallMs, reading.cpuMs, reading.wallMs].map((ms) => (ms / 1000).toFixed(2));
    row([name, (size / 1e6).toFixed(1), ...seconds]);
  }
  const [ours, ...theirs] = figures;
  const lfs = theirs.find(({ name }) => name === 'git-lfs');
  const restic = theirs.find(({ name }) => name === 'restic');
  const others = theirs.filter((other) => other !== lfs);
  console.log();
  if (lfs) verdict('Bytes against git-lfs', ours!.size / lfs.size, goals.lfs);
  if (others.length > 0) {
    verdict('Bytes against the best other', ours!.size / Math.min(...others.map(({ size }) => size)), goals.others);
  }
  if (!restic) return;
  verdict('CPU to store against restic', ours!.store.cpuMs / restic.store.cpuMs, goals.cpu);
  verdict('Time to read against restic', ours!.read.wallMs / restic.read.wallMs, goals.reading);
}

function verdict(what: string, ratio: number, goal: number): void {
  console.log(`${what.padEnd(30)} ${ratio.toFixed(3)} ×, goal at most ${goal} × – ${ratio <= goal ? 'yes' : 'no'}.`);
}
