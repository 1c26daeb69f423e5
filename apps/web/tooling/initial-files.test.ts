import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { measureInitialFiles } from './initial-files.ts';

const KB = 1024;
let outDir: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'beatflow-web-'));
  // Under the tests' own NODE_ENV the build would take React's larger development version.
  vi.stubEnv('NODE_ENV', 'production');
  const root = join(import.meta.dirname, '..');
  await build({ root, mode: 'production', logLevel: 'error', build: { outDir, emptyOutDir: true } });
}, 180_000);

afterAll(() => rm(outDir, { recursive: true, force: true }));

const pages = [
  ['welcome', 'index.html', 155],
  ['explore', 'src/features/explore/explore-page.tsx', 165],
  ['sign in', 'src/features/auth/sign-in-page.tsx', 195],
  ['home', 'src/features/home/home-page.tsx', 155],
] as const;

test.each(pages)('the %s page needs at most its budget of JavaScript', async (_, module, budgetKb) => {
  const { gzipBytes } = await measureInitialFiles(outDir, [module]);
  expect(gzipBytes / KB).toBeLessThan(budgetKb);
});

test('the history page stays within its budget, with the header and the player above it', async () => {
  const { gzipBytes } = await measureInitialFiles(outDir, [
    'src/routes/repository-layout.tsx',
    'src/features/history/history-page.tsx',
  ]);
  expect(gzipBytes / KB).toBeLessThan(250);
});

test('the song page stays within 250 KB of JavaScript, player and push panel included', async () => {
  const { gzipBytes } = await measureInitialFiles(outDir, [
    'src/routes/repository-layout.tsx',
    'src/routes/repository-page.tsx',
  ]);
  expect(gzipBytes / KB).toBeLessThan(250);
});

test('a visitor of the welcome page fetches neither the player nor the push panel', async () => {
  const { files } = await measureInitialFiles(outDir);
  const texts = await Promise.all(files.map((file) => readFile(join(outDir, file), 'utf8')));
  expect(texts.join('\n')).not.toMatch(/AudioContext|createWritable|hash-wasm/);
});

test('whoever listens to a song fetches nothing that checks forms', async () => {
  const { files } = await measureInitialFiles(outDir, [
    'src/routes/repository-layout.tsx',
    'src/routes/repository-page.tsx',
  ]);
  const texts = await Promise.all(files.map((file) => readFile(join(outDir, file), 'utf8')));
  // It would look first whether it may make code out of text, which the content security policy refuses.
  expect(texts.join('\n')).not.toContain('ZodObject');
});

test('every script and style sheet lies beside its compressed forms', async () => {
  const names = await readdir(join(outDir, 'assets'));
  const large = [];
  for (const name of names.filter((file) => /\.(?:js|css)$/.test(file))) {
    const { length } = await readFile(join(outDir, 'assets', name));
    if (length >= 512) large.push(name);
  }
  expect(large.length).toBeGreaterThan(5);
  expect(large.filter((name) => !existsSync(join(outDir, 'assets', `${name}.br`)))).toEqual([]);
  expect(large.filter((name) => !existsSync(join(outDir, 'assets', `${name}.gz`)))).toEqual([]);
});

test('pages that strangers see first are drawn ahead, and name all their files', async () => {
  const [welcome, explore, song] = await Promise.all(
    ['welcome', 'explore', 'song'].map((name) => readFile(join(outDir, `assets/${name}.html`), 'utf8')),
  );
  expect(welcome).toContain('Every version of your song, kept.');
  expect(explore).toContain('Explore</h1>');
  for (const html of [explore, song]) expect(html).toMatch(/modulepreload[^>]*(?:explore|repository)-page/);
  for (const html of [welcome, explore, song]) expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=/);
});

test('the page carries no inline script, which the content security policy would refuse', async () => {
  const html = await readFile(join(outDir, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  expect(html).not.toMatch(/\son\w+=|style=/);
});
