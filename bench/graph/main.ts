// Scrolls the commit graph of a long history in Chromium, in a production build, and prints what each frame cost.
import { loadavg } from 'node:os';
import { chromium } from '@playwright/test';
import { createHistory, createRandom } from '../history/random-history.ts';
import { writeHistory } from '../history/write-history.ts';
import { startBenchServer } from '../product/bench-server.ts';
import { signUp } from '../product/sign-up.ts';
import { measureScroll } from './measure-scroll.ts';

const size = Number(process.argv[2] ?? 10_000);
const server = await startBenchServer();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});

try {
  const api = await signUp(server.url);
  const userId = (await api.account.me.query())?.id as string;
  const { id: repositoryId } = await api.repository.create.mutate({ name: 'big', isPublic: true });
  const ids = await writeHistory(server.databaseUrl, { repositoryId, userId }, createHistory(size, createRandom(7)));
  for (let tag = 0; tag < 20; tag++) {
    const at = ids[Math.floor((tag * size) / 20)] as string;
    await api.tag.create.mutate({ repositoryId, name: `mix-${tag}`, at });
    await api.branch.create.mutate({ repositoryId, name: `idea-${tag}`, from: at });
  }
  console.log(`A history of ${size} versions; load average ${loadavg()[0]?.toFixed(1)}.`);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  // What tsx compiles calls this by name, also where it runs in the page.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.goto(`${server.url}/bench/big/commits?all=true`);
  await page.getByRole('list', { name: 'Versions' }).getByRole('listitem').first().waitFor();
  await measureScroll(page);
} finally {
  await browser.close();
  await server.stop();
}
