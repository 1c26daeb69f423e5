// `pnpm bench push [MINUTES] [REPETITIONS]`: ten seconds of one stem of five changed. What the web app sends and how long
// that takes, beside git-lfs. The page sends as soon as it has read a file, which is before anybody can press Push: so that
// nothing is hidden, its push is what sending, sealing and making the version take, whenever they begin, or all from the
// click on, whichever is longer.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SlowLine, startSlowLine } from '../../apps/web/journeys/push-support/slow-line.ts';
import { BeatflowSide } from '../cli/beatflow-side.ts';
import { GitSide } from '../cli/git-side.ts';
import { BenchSong } from '../cli/song.ts';
import { waitForIdle } from '../cli/wait-for-idle.ts';
import { median } from '../product/median.ts';

import { type WebPush, WebSide } from './web-side.ts';

const minutes = Number(process.argv[2] ?? 4);
const repetitions = Number(process.argv[3] ?? 3);
const CHANGED_SECONDS = 10;
const GOALS = { bytes: 0.05, time: 0.25, megabytesPerSecond: 150 };

const packages = ['api', 'cli', 'web'].map((name) => `--filter=@beatflow/${name}`);
const build = spawnSync('pnpm', ['exec', 'turbo', 'run', 'build', ...packages, '--output-logs=errors-only'], {
  stdio: 'inherit',
});
if (build.status !== 0) process.exit(1);
const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;
if (!hasLfs) console.log('git-lfs is not installed: not compared with it.');

const watch = (url: string) => startSlowLine(url, { bytesPerSecond: Number.POSITIVE_INFINITY });

/** Bytes that go up a line while something is done. */
async function countBytes<Result>(line: SlowLine, task: () => Promise<Result>): Promise<[number, Result]> {
  const before = line.uploadedBytes;
  const result = await task();
  return [line.uploadedBytes - before, result];
}

const folder = mkdtempSync(join(tmpdir(), 'beatflow-bench-push-'));
mkdirSync(join(folder, 'beatflow'));
mkdirSync(join(folder, 'git'));
const closing: (() => Promise<void>)[] = [];
try {
  const beatflow = await BeatflowSide.begin(join(folder, 'beatflow'));
  closing.push(() => beatflow.end());
  const line = await watch(beatflow.url);
  closing.push(() => line.close());
  let lfsLine: SlowLine | null = null;
  const lead = async (url: string) => {
    lfsLine = await watch(url);
    return lfsLine.url;
  };
  const git = hasLfs ? await GitSide.begin(join(folder, 'git'), lead) : null;
  if (git) closing.push(() => git.end());
  closing.push(async () => lfsLine?.close());

  console.log(`Making a song of 5 stems of ${minutes} min (24 bit, 48 kHz, stereo) …`);
  const song = new BenchSong(minutes * 60);
  const sides = [beatflow, ...(git ? [git] : [])];
  for (const side of sides) {
    song.write(side.folder);
    await side.commit('First version');
    await side.push();
  }
  const web = await WebSide.begin(line.url);
  closing.push(() => web.end());

  const ours: (WebPush & { bytes: number })[] = [];
  const theirs: { bytes: number; pushMs: number; addMs: number }[] = [];
  const readings: number[] = [];
  for (let round = 0; round < repetitions; round++) {
    const name = song.punchIn(
      CHANGED_SECONDS,
      sides.map((side) => side.folder),
    );
    readings.push(await web.measureReading(join(beatflow.folder, name)));
    await waitForIdle();
    const [bytes, push] = await countBytes(line, () => web.push(join(beatflow.folder, name)));
    ours.push({ bytes, ...push });
    if (!git) continue;
    await waitForIdle();
    const begin = performance.now();
    await git.commit(`Version ${round}`);
    const addMs = performance.now() - begin;
    const [lfsBytes, pushMs] = await countBytes(lfsLine!, () => git.push());
    theirs.push({ bytes: lfsBytes, pushMs, addMs });
  }

  console.log(`\nMedians of ${repetitions}, load average ${loadavg()[0]?.toFixed(1)}`);
  const reading = median(readings);
  const enough = reading >= GOALS.megabytesPerSecond ? 'yes' : 'no';
  console.log(
    `reading, cutting, hashing in the worker  ${reading.toFixed(0)} MB/s, goal ${GOALS.megabytesPerSecond}: ${enough}`,
  );
  const print = (what: string, unit: string, mine: number, other: number, goal: number | null) => {
    const ratio = mine / other;
    const verdict = goal === null ? '' : `  goal ${goal} ×: ${ratio <= goal ? 'yes' : 'no'}`;
    const beside = git ? `${other.toFixed(1).padStart(10)} ${unit} git-lfs  ${ratio.toFixed(3)} ×${verdict}` : '';
    console.log(`${what.padEnd(41)}${mine.toFixed(1).padStart(10)} ${unit} BeatFlow${beside}`);
  };
  const bytesOf = (all: { bytes: number }[]) => median(all.map(({ bytes }) => bytes / 1e6));
  print('bytes sent', 'MB', bytesOf(ours), bytesOf(theirs), GOALS.bytes);
  const pushed = median(ours.map(({ sendMs, commitMs, clickMs }) => Math.max(sendMs + commitMs, clickMs)));
  const gitPushed = median(theirs.map(({ pushMs }) => pushMs));
  print('push', 'ms', pushed, gitPushed, GOALS.time);
  for (const [part, key] of [
    ['asked beforehand, not in it', 'askMs'],
    ['sending, and keeping at the server', 'sendMs'],
    ['making the version', 'commitMs'],
  ] as const) {
    console.log(
      `  ${part.padEnd(39)}${median(ours.map((push) => push[key]))
        .toFixed(1)
        .padStart(10)} ms`,
    );
  }
  print('waiting after the click on Push', 'ms', median(ours.map(({ clickMs }) => clickMs)), gitPushed, null);
  const whole = median(theirs.map(({ pushMs, addMs }) => pushMs + addMs));
  print('from choosing the file, or git add, on', 'ms', median(ours.map(({ allMs }) => allMs)), whole, null);
} finally {
  for (const close of closing.toReversed()) await close();
  rmSync(folder, { recursive: true, force: true });
}
