import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Cost, measureCommand, medianCost } from './measure-command.ts';
import { writeNoise, writeSong } from './write-song.ts';

const repetitions = Number(process.argv[2] ?? 5);
const goal = 1;
const child = fileURLToPath(new URL('./analyze-file.mjs', import.meta.url));

interface Contender {
  name: string;
  command: string;
  args: (path: string) => string[];
}

const beatflow: Contender = { name: 'BeatFlow, all facts', command: process.execPath, args: (path) => [child, path] };
const nodeAlone: Contender = { name: '  of which starting Node', command: process.execPath, args: () => ['-e', '0'] };
const sha256sum: Contender = { name: '(a) sha256sum', command: 'sha256sum', args: (path) => [path] };
const ffmpeg: Contender = {
  name: '(b) ffmpeg ebur128=peak=true',
  command: 'ffmpeg',
  args: (path) => ['-nostdin', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-'],
};

function isInstalled({ command }: Contender): boolean {
  const isHere = !spawnSync(command, ['-version']).error;
  if (!isHere) console.log(`${command} is not installed: not compared with it.`);
  return isHere;
}

/** Measures the contenders in turns, so that a busy moment of the machine hits all of them. */
function race(path: string, contenders: readonly Contender[]): Map<Contender, Cost> {
  const costs = new Map<Contender, Cost[]>(contenders.map((contender) => [contender, []]));
  for (let i = 0; i < repetitions; i++) {
    for (const [{ command, args }, list] of costs) list.push(measureCommand(command, args(path)));
  }
  return new Map(contenders.map((contender) => [contender, medianCost(costs.get(contender) ?? [])]));
}

function printTable(title: string, results: Map<Contender, Cost>): void {
  const row = (cells: string[]) =>
    console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(30) : cell.padStart(12))).join(''));
  const against = (cost: Cost, other: Cost | undefined) => (other ? (cost.cpuMs / other.cpuMs).toFixed(2) : '–');
  console.log(`\n${title} (medians of ${repetitions})`);
  row(['', 'wall ms', 'CPU ms', 'CPU : (a)', 'CPU : (b)']);
  for (const [contender, cost] of results) {
    const ratios = [against(cost, results.get(sha256sum)), against(cost, results.get(ffmpeg))];
    row([contender.name, cost.wallMs.toFixed(0), cost.cpuMs.toFixed(0), ...ratios]);
  }
}

function printVerdict(results: Map<Contender, Cost>): void {
  const [ours, theirs] = [results.get(beatflow), results.get(ffmpeg)];
  if (!ours || !theirs) return;
  const ratio = ours.cpuMs / theirs.cpuMs;
  console.log(
    `\nGoal: CPU at most ${goal.toFixed(1)} × (b). Reached: ${ratio.toFixed(2)} × – ${ratio <= goal ? 'yes' : 'no'}.`,
  );
}

// The built package, because that is what a server runs.
const build = spawnSync(
  'pnpm',
  ['exec', 'turbo', 'run', 'build', '--filter=@beatflow/audio', '--output-logs=errors-only'],
  { stdio: 'inherit' },
);
if (build.status !== 0) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'beatflow-bench-'));
try {
  const contenders = [beatflow, nodeAlone, ...[sha256sum, ffmpeg].filter(isInstalled)];
  console.log('Writing four minutes of 24-bit, 48 kHz, stereo …');
  const path = join(folder, 'input.wav');
  writeSong(path);
  const song = race(path, contenders);
  printTable('A song', song);
  writeNoise(path);
  printTable('White noise at full scale, the costliest sound', race(path, contenders));
  printVerdict(song);
} finally {
  rmSync(folder, { recursive: true });
}
