// `pnpm bench cli [SECONDS] [REPETITIONS]`: clone and push of a song of 5 stems and 18 versions, beside git-lfs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../product/median.ts';
import { BeatflowSide } from './beatflow-side.ts';
import { GitSide } from './git-side.ts';
import { BenchSong } from './song.ts';
import { waitForIdle } from './wait-for-idle.ts';

const seconds = Number(process.argv[2] ?? 240);
const repetitions = Number(process.argv[3] ?? 3);
const VERSIONS = 18;
const GOAL = 0.5;

const build = spawnSync(
  'pnpm',
  ['exec', 'turbo', 'run', 'build', '--filter=@beatflow/api', '--filter=@beatflow/cli', '--output-logs=errors-only'],
  { stdio: 'inherit' },
);
if (build.status !== 0) process.exit(1);

type Task = 'clone, newest version' | 'clone, whole history' | 'push of one changed stem';

/** One contender after the other in turns, so that a busy moment of the machine hits both; none while another is at work. */
async function race(sides: readonly (readonly [string, BeatflowSide | GitSide])[], song: BenchSong) {
  const times = new Map<string, number[]>();
  const measure = async (side: string, task: Task, run: () => Promise<number>) => {
    await waitForIdle();
    times.set(`${side} ${task}`, [...(times.get(`${side} ${task}`) ?? []), await run()]);
  };
  for (let round = 0; round < repetitions; round++) {
    for (const [name, side] of sides) {
      await measure(name, 'clone, newest version', () => side.cloneLatest('latest'));
      removeClone(side, 'latest');
    }
    for (const [name, side] of sides) {
      await measure(name, 'clone, whole history', () => side.cloneHistory('all'));
      removeClone(side, 'all');
    }
    // A punch-in into one stem.
    const version = VERSIONS + 1 + 12 * round;
    song.change(
      version,
      sides.map(([, side]) => side.folder),
    );
    for (const [name, side] of sides) {
      await side.commit(`Version ${version}`);
      await measure(name, 'push of one changed stem', () => side.push());
    }
  }
  return (side: string, task: Task) => median(times.get(`${side} ${task}`) ?? []);
}

/** A song of minutes is gigabytes in each. */
function removeClone(side: BeatflowSide | GitSide, name: string): void {
  rmSync(join(side.folder, '..', name), { recursive: true });
}

const folder = mkdtempSync(join(tmpdir(), 'beatflow-bench-cli-'));
const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;
if (!hasLfs) console.log('git-lfs is not installed: not compared with it.');
mkdirSync(join(folder, 'beatflow'));
mkdirSync(join(folder, 'git'));
const beatflow = await BeatflowSide.begin(join(folder, 'beatflow'));
const git = hasLfs ? await GitSide.begin(join(folder, 'git')) : null;
try {
  const sides = [['BeatFlow', beatflow] as const, ...(git ? [['git-lfs', git] as const] : [])];
  console.log(`Making a song of 5 stems of ${seconds} s (24 bit, 48 kHz, stereo) in ${VERSIONS} versions …`);
  const song = new BenchSong(seconds);
  for (const [, side] of sides) song.write(side.folder);
  for (let version = 1; version <= VERSIONS; version++) {
    if (version > 1)
      song.change(
        version,
        sides.map(([, side]) => side.folder),
      );
    for (const [, side] of sides) await side.commit(`Version ${version}`);
  }
  for (const [, side] of sides) await side.push();
  const timeOf = await race(sides, song);
  console.log(`\nMedians of ${repetitions}, load average ${loadavg()[0]?.toFixed(1)}`);
  for (const task of ['clone, newest version', 'clone, whole history', 'push of one changed stem'] as const) {
    const [ours, theirs] = [timeOf('BeatFlow', task), timeOf('git-lfs', task)];
    const ratio = ours / theirs;
    const verdict = git
      ? `${theirs.toFixed(0).padStart(8)} ms git-lfs   ${ratio.toFixed(2)} ×  goal ${GOAL} ×: ${ratio <= GOAL ? 'yes' : 'no'}`
      : '';
    console.log(`${task.padEnd(26)}${ours.toFixed(0).padStart(8)} ms BeatFlow${verdict}`);
  }
} finally {
  await beatflow.end();
  await git?.end();
  rmSync(folder, { recursive: true, force: true });
}
