// Measures welcome, explore and a song's page of a running production server with Lighthouse's mobile preset (a slow
// phone on a slow network), and fails below 95:  pnpm --filter @beatflow/web lighthouse http://127.0.0.1:3000 [--runs=3]
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { chromium } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';

const GOAL = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

const base = (process.argv.slice(2).find((argument) => argument.startsWith('http')) ?? 'http://127.0.0.1:3000').replace(
  /\/$/,
  '',
);
const runs = Number(readOption('runs') ?? 3);
const preset = readOption('preset') ?? 'mobile';

const port = await findFreePort();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', `--remote-debugging-port=${port}`],
});
const results = [];
try {
  for (const path of ['/', '/explore', await findSong()]) {
    const reports = [];
    for (let run = 0; run < runs; run++) reports.push(await measure(path));
    reports.sort((one, other) => one.scores.performance - other.scores.performance);
    const median = reports[Math.floor(reports.length / 2)];
    results.push(median);
    console.log(`${path}  ${CATEGORIES.map((name) => `${name} ${median.scores[name]}`).join(', ')}`);
    console.log(
      `  ${Object.entries(median.metrics)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}`,
    );
    for (const problem of median.problems) console.log(`  - ${problem}`);
  }
} finally {
  await browser.close();
}
await mkdir('.results', { recursive: true });
await writeFile('.results/lighthouse.json', JSON.stringify({ preset, runs, results }, null, 2));
const failed = results.filter(({ scores }) => CATEGORIES.some((name) => scores[name] < GOAL));
if (failed.length > 0) {
  console.error(`Below ${GOAL}: ${failed.map(({ path }) => path).join(', ')}`);
  process.exitCode = 1;
}

async function measure(path) {
  const flags = { port, output: 'json', onlyCategories: CATEGORIES, logLevel: 'error' };
  const { lhr } = await lighthouse(base + path, flags, preset === 'desktop' ? desktopConfig : undefined);
  if (lhr.runtimeError) throw new Error(`Lighthouse could not load ${path}: ${lhr.runtimeError.message}`);
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
  const metrics = Object.fromEntries(
    [
      ['FCP', 'first-contentful-paint'],
      ['LCP', 'largest-contentful-paint'],
      ['TBT', 'total-blocking-time'],
      ['CLS', 'cumulative-layout-shift'],
      ['SI', 'speed-index'],
    ].map(([name, audit]) => [name, lhr.audits[audit].displayValue]),
  );
  const problems = CATEGORIES.flatMap((name) => lhr.categories[name].auditRefs)
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => lhr.audits[id])
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ title, displayValue }) => [title, displayValue].filter(Boolean).join(': '));
  return { path, scores, metrics, problems };
}

/** A public song to look at; without one the goal of the repository page cannot be measured. */
async function findSong() {
  const input = encodeURIComponent(JSON.stringify({ scope: 'public', limit: 100 }));
  const response = await fetch(`${base}/trpc/repository.list?input=${input}`);
  const { result } = await response.json();
  const song = result.data.items.find(({ head }) => head !== null);
  if (!song) throw new Error('This server has no public song with a version. Start it with DEMO=true.');
  return `/${song.ownerUsername}/${song.name}`;
}

function readOption(name) {
  return process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: free } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return free;
}
