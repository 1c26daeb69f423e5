import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { digestOf } from '../bytes/testing/byte-client.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { createSecondApp, createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeAccount, makeTestUser, type TestUser } from '../testing/test-user.ts';

let webDir: string;
let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'beatflow-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>BeatFlow</title>');
  await writeFile(join(webDir, 'assets', 'main-abc123.js'), 'console.log(1)');
  await writeFile(join(webDir, 'assets', 'main-abc123.js.gz'), gzipSync('console.log(1)'));
  app = await createTestApp({ webDir });
  ana = await makeTestUser(app);
});
afterAll(async () => {
  await app.close();
  await rm(webDir, { recursive: true });
});

const asPage = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('every answer', () => {
  test.each(['/', '/health', '/trpc/account.me', '/trpc/nothing', '/audio/nothing', '/nothing.png'])(
    'carries a request id and strict headers: %s',
    async (path) => {
      const { headers } = await fetch(app.url + path);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain('unsafe-inline');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  test('keeps the request id of a proxy in front, unless it is odd', async () => {
    const idOf = async (id: string) =>
      (await fetch(`${app.url}/health`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('proxy-12345678')).toBe('proxy-12345678');
    for (const odd of ['short', 'x'.repeat(65), '<script>alert(1)</script>', '{"a":1} "b"']) {
      expect(await idOf(odd)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('what nobody serves', () => {
  test.each(['/trpc', '/audio', '/audio/x/y', '/stems/1', '/stems/1/nothing', '/commits/1', '/health/x', '/metrics/x'])(
    'is an error in JSON below a path of programs: %s',
    async (path) => {
      const res = await fetch(app.url + path, { headers: asPage });
      expect(res.status).toBe(404);
      expect(res.headers.get('content-type')).toContain('json');
      const body = JSON.stringify(await res.json());
      expect(body).toContain('"reason":"not-found"');
      expect(body).toContain(`"requestId":"${res.headers.get('x-request-id')}"`);
    },
  );

  test('is an error in JSON for who wants no page', async () => {
    for (const [path, init] of [
      ['/missing.png', { headers: { accept: 'image/png' } }],
      ['/assets/gone.js', { headers: asPage }],
      ['/ana/song', { method: 'POST', headers: asPage }],
      ['/%E0%A4%A', { headers: { accept: 'application/json' } }],
    ] as const) {
      const res = await fetch(app.url + path, init);
      expect([400, 404]).toContain(res.status);
      expect(await res.json()).toMatchObject({ reason: expect.any(String), requestId: expect.any(String) });
    }
  });
});

describe('the web app', () => {
  test.each(['/', '/explore', '/ana/song.v2', '/ana/take.2/commits', '/settings/tokens'])(
    'is the page of %s',
    async (path) => {
      const res = await fetch(app.url + path, { headers: asPage });
      expect(res.status).toBe(200);
      expect(await res.text()).toContain('<title>BeatFlow</title>');
      expect(res.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('has assets that are kept for ever, and come compressed', async () => {
    const res = await fetch(`${app.url}/assets/main-abc123.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(res.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(res.headers.get('content-encoding')).toBe('gzip');
    expect(await res.text()).toBe('console.log(1)');
  });

  test.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])(
    'never leaves its folder: %s',
    async (path) => {
      const res = await fetch(app.url + path, { headers: { accept: '*/*' } });
      expect(await res.text()).not.toContain('"dependencies"');
    },
  );
});

describe('a change', () => {
  const create = (headers: Record<string, string>, server = app) =>
    fetch(`${server.url}/trpc/repository.create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: ana.cookie!, ...headers },
      body: JSON.stringify({ name: `song-${Math.random().toString(36).slice(2)}` }),
    });

  test('is taken from our own pages, and from programs', async () => {
    const { host } = new URL(app.url);
    expect((await create({ 'sec-fetch-site': 'same-origin', origin: app.url })).status).toBe(200);
    expect((await create({ origin: `http://${host}` })).status).toBe(200);
    expect((await create({})).status).toBe(200);
    const { token } = await ana.api.account.createToken.mutate({ name: 'cli' });
    expect((await create({ authorization: `Bearer ${token}`, origin: 'https://evil.example' })).status).toBe(200);
  });

  test.each([
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.example.org' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
  ])('is refused from elsewhere: %o', async (headers) => {
    const res = await create(headers as Record<string, string>);
    expect(res.status).toBe(403);
    expect(await res.json()).toMatchObject({
      error: { code: expect.any(Number), data: { reason: 'origin-refused', code: 'FORBIDDEN' } },
    });
  });

  test('of bytes, and signing in, are refused from elsewhere too', async () => {
    const headers = { origin: 'https://evil.example' };
    const put = await ana.fetch(`/audio/${'0'.repeat(64)}`, {
      method: 'PUT',
      body: 'x',
      headers: { ...headers, 'sec-fetch-site': 'cross-site' },
    });
    expect([put.status, await put.json()]).toEqual([403, expect.objectContaining({ reason: 'origin-refused' })]);
    const body = JSON.stringify(makeAccount());
    const signUp = await fetch(`${app.url}/trpc/account.signUp`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    expect([signUp.status, signUp.headers.getSetCookie()]).toEqual([403, []]);
  });

  test('is taken from the address that people know, whatever a proxy calls it', async () => {
    const proxied = await createSecondApp(app, { publicUrl: 'https://beats.example.org' });
    try {
      expect(
        (await create({ origin: 'https://beats.example.org', 'sec-fetch-site': 'same-origin' }, proxied)).status,
      ).toBe(200);
      expect((await create({ origin: 'https://beats.example.org' }, proxied)).status).toBe(200);
      expect((await create({ origin: 'https://evil.example' }, proxied)).status).toBe(403);
    } finally {
      await proxied.close();
    }
  });
});

describe('health', () => {
  test('is good while the database answers', async () => {
    const res = await fetch(`${app.url}/health`);
    expect([res.status, await res.json()]).toEqual([200, { status: 'ok', database: 'ok', version: '0.1.0' }]);
  });

  test('is bad while it does not, within some seconds', async () => {
    const away = vi.spyOn(app.services.database, 'ping').mockReturnValue(new Promise(() => {}));
    const startMs = performance.now();
    const res = await fetch(`${app.url}/health`);
    away.mockRestore();
    expect([res.status, await res.json()]).toEqual([
      503,
      { status: 'unavailable', database: 'away', version: '0.1.0' },
    ]);
    expect(performance.now() - startMs).toBeLessThan(8000);
  });
});

describe('metrics', () => {
  test('are counted by route and by procedure, never by path', async () => {
    await fetch(`${app.url}/stems/8d1f6c4e-0000-4000-8000-000000000000/audio`);
    await fetch(`${app.url}/trpc/instance.get`);
    await fetch(`${app.url}/trpc/made.up.${'x'.repeat(50)}`);
    const text = await (await fetch(`${app.url}/metrics`)).text();
    expect(text).toMatch(
      /beatflow_http_request_duration_seconds_count\{method="GET",route="\/stems\/:stemId\/audio",status="404"\} 1/,
    );
    expect(text).toMatch(
      /beatflow_procedure_duration_seconds_count\{procedure="instance.get",type="query",ok="true"\} [1-9]/,
    );
    expect(text).toMatch(/beatflow_db_connections_max 15/);
    expect(text).not.toContain('8d1f6c4e');
    expect(text).not.toContain('made.up');
  });

  test('tell what came in and went out, what was refused and why, and what is kept', async () => {
    const bytes = makeWav(20_000);
    expect((await ana.fetch(`/audio/${digestOf(bytes)}`, { method: 'PUT', body: new Uint8Array(bytes) })).status).toBe(
      201,
    );
    await ana.fetch(`/audio/${digestOf(Buffer.from('x'))}`, { method: 'PUT', body: 'x' });
    await ana.api.repository.create.mutate({ name: 'twice' });
    await ana.api.repository.create.mutate({ name: 'twice' }).catch(() => {});
    async function expectCounted(): Promise<void> {
      const lines = (await (await fetch(`${app.url}/metrics`)).text()).split('\n');
      const read = (name: string) => Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length));
      expect(read('beatflow_audio_taken_total{route="/audio/:sha256"}')).toBe(1);
      expect(read('beatflow_http_received_bytes_total{route="/audio/:sha256"}')).toBeGreaterThan(bytes.length);
      expect(read('beatflow_http_sent_bytes_total{route="/audio/:sha256"}')).toBeGreaterThan(100);
      expect(read('beatflow_refusals_total{route="/audio/:sha256",reason="audio-unreadable"}')).toBe(1);
      expect(read('beatflow_refusals_total{route="repository.create",reason="name-taken"}')).toBe(1);
      expect(read('beatflow_audio_file_bytes')).toBe(bytes.length);
      expect(read('beatflow_store_packs')).toBe(1);
      expect(read('beatflow_store_pack_bytes')).toBeGreaterThan(1000);
    }
    // A request is counted when its connection is told that it ended, and what is kept once in a second.
    await vi.waitFor(expectCounted, { timeout: 20_000, interval: 200 });
  });

  test('are for this machine, but not for who comes through a proxy on it', async () => {
    expect((await fetch(`${app.url}/metrics`)).status).toBe(200);
    expect((await fetch(`${app.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
  });

  test('are for who has the token, when there is one', async () => {
    const metricsToken = 'a-token-of-some-length';
    const guarded = await createSecondApp(app, { metricsToken });
    const statusWith = async (headers: Record<string, string>) =>
      (await fetch(`${guarded.url}/metrics`, { headers })).status;
    try {
      expect(await statusWith({})).toBe(404);
      expect(await statusWith({ authorization: 'Bearer something-else' })).toBe(404);
      expect(await statusWith({ authorization: `Bearer ${metricsToken}` })).toBe(200);
    } finally {
      await guarded.close();
    }
  });
});
