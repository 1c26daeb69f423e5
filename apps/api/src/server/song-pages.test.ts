import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';

const asPage = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const shell = (name: string) =>
  `<!doctype html><head><title>BeatFlow</title><meta name="description" content="${name}" /></head><body><div id="root"></div></body>`;

let webDir: string;
let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'beatflow-web-'));
  await mkdir(join(webDir, 'assets'));
  await mkdir(join(webDir, '.server'));
  await writeFile(join(webDir, 'index.html'), shell('plain'));
  await writeFile(join(webDir, 'assets/song.html'), shell('song'));
  await writeFile(join(webDir, '.server/song.html'), shell('song'));
  await writeFile(join(webDir, '.server/package.json'), '{ "type": "module" }');
  // Stands for the web app's drawing, which its own build makes and the journeys look at.
  await writeFile(
    join(webDir, '.server/prerender.js'),
    `export const drawSong = async ({ name }, repository) => '<div id="root">drawn ' + name + ' ' + repository.name + '</div>';`,
  );
  app = await createTestApp({ webDir });
  ana = await makeTestUser(app);
  await ana.api.repository.create.mutate({
    name: 'Open',
    description: 'Loud & "clear" </title><script>alert(1)</script>',
    isPublic: true,
  });
  await ana.api.repository.create.mutate({ name: 'Hidden' });
});
afterAll(async () => {
  await app.close();
  await rm(webDir, { recursive: true });
});

async function getPage(path: string, headers: Record<string, string> = {}): Promise<{ res: Response; html: string }> {
  const res = await fetch(app.url + path, { headers: { ...asPage, ...headers } });
  return { res, html: await res.text() };
}

test.each(['br', 'gzip', 'identity'])(
  'a visitor gets a public song drawn, and named for those it is linked to: %s',
  async (encoding) => {
    const { res, html } = await getPage(`/${ana.username}/open`, { 'accept-encoding': encoding });
    expect(res.status).toBe(200);
    expect(res.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    expect(res.headers.get('cache-control')).toBe('no-cache');
    expect(res.headers.get('vary')).toMatch(/Cookie.*Accept-Encoding/);
    expect(html).toContain('<div id="root">drawn open Open</div>');
    expect(html).toContain(`<title>${ana.username}/Open · BeatFlow</title>`);
    expect(html).toContain('content="Loud &amp; &quot;clear&quot; &lt;/title&gt;');
    expect(html).not.toContain('<script>');
  },
);

test.each([
  ['a private song', () => `/${ana.username}/Hidden`],
  ['a song that is not there', () => `/${ana.username}/nothing`],
  ['a name that is none', () => '/%E0%A4%A/x'],
])('%s is the plain page, so that nothing is told', async (_, path) => {
  const { html } = await getPage(path());
  expect(html).not.toContain('drawn');
  expect(html).toContain('<title>BeatFlow</title>');
});

test('somebody with a session gets the plain page, as it is not known who that is', async () => {
  const { html } = await getPage(`/${ana.username}/Open`, { cookie: 'beatflow_session=anything' });
  expect(html).toContain('<div id="root"></div>');
});

test('the drawing itself is not served', async () => {
  const { html } = await getPage('/.server/prerender.js');
  expect(html).not.toContain('drawSong');
});

test('a file that a newer build took away is not found, and the server goes on', async () => {
  await writeFile(join(webDir, 'assets/old-1.js'), 'old');
  expect((await fetch(`${app.url}/assets/old-1.js`)).status).toBe(200);
  await rm(join(webDir, 'assets/old-1.js'));
  expect((await fetch(`${app.url}/assets/old-1.js`)).status).toBe(404);
  expect((await fetch(`${app.url}/health`)).status).toBe(200);
});
