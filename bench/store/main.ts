import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Cost } from '../ingest/measure-command.ts';
import { openBeatflow } from './beatflow-keeper.ts';
import type { Keeper } from './keeper.ts';
import { openOtherKeepers } from './other-keepers.ts';
import { printResults } from './print-results.ts';
import { fullSeconds, songs } from './songs.ts';
import { WorkingFolder } from './working-folder.ts';

// pnpm bench store [full | small | seconds per song]
const seconds = { full: fullSeconds, small: 20 }[process.argv[2] ?? 'full'] ?? Number(process.argv[2]);
if (!(seconds > 0)) {
  console.error('Usage: pnpm bench store [full | small | seconds per song]');
  process.exit(1);
}

const place = mkdtempSync(join(tmpdir(), 'beatflow-bench-'));
const work = new WorkingFolder(join(place, 'songs'), songs, seconds);
const expected: Map<string, string>[] = [];

/** Digests of all files of a folder, by their path in it. */
function digestFolder(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

function compare(keeper: Keeper, version: number, folder: string): void {
  const found = digestFolder(folder);
  for (const [path, digest] of expected[version - 1]!) {
    if (found.get(path) !== digest)
      throw new Error(`${keeper.name} gives ${path} of version ${version} back differently.`);
  }
}

/** Reads versions back and compares every byte. */
async function readBack(keeper: Keeper, versions: readonly number[]): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const version of versions) {
    const to = join(place, 'back');
    costs.push(await keeper.read(version, to));
    compare(keeper, version, to);
    rmSync(to, { recursive: true });
  }
  return costs;
}

try {
  mkdirSync(work.path);
  console.log(`Playing ${songs.length} songs of ${seconds} s …`);
  work.begin();
  const beatflow = await openBeatflow(work, join(place, 'beatflow'));
  const keepers = [beatflow, ...openOtherKeepers(work.path, place)];
  const stored = new Map<Keeper, Cost[]>(keepers.map((keeper) => [keeper, []]));
  let bytesOfVersions = 0;
  for (let version = 1; version <= work.versions; version++) {
    if (version > 1) work.change(version);
    expected.push(new Map(work.digests));
    bytesOfVersions += work.totalBytes;
    for (const [keeper, costs] of stored) costs.push(await keeper.store(version));
    process.stdout.write(`\rVersion ${version} of ${work.versions} is kept by all.  `);
  }
  console.log(
    `\n${work.versions} versions of ${songs.length * 5} stems are ${(bytesOfVersions / 2 ** 30).toFixed(2)} GiB.`,
  );

  const all = Array.from({ length: work.versions }, (_, i) => i + 1);
  await readBack(beatflow, all);
  console.log(`Every version came back from BeatFlow byte for byte.`);
  const some = [1, Math.ceil(work.versions / 2), work.versions];
  const read = new Map<Keeper, Cost[]>();
  for (const keeper of keepers) read.set(keeper, await readBack(keeper, some));
  printResults(keepers, stored, read);
  console.log(
    `Load average: ${loadavg()
      .map((load) => load.toFixed(2))
      .join(', ')}`,
  );
  for (const keeper of keepers) await keeper.close?.();
} finally {
  rmSync(place, { recursive: true, force: true });
}
