import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { demoUser } from '../instance/demo-user.ts';
import type { Logger } from './logger.ts';
import { startDemo } from './start-demo.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-demo-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function start(source: string) {
  const path = join(folder, `${Math.random()}.mjs`);
  await writeFile(path, source);
  const logger = { info: vi.fn<Logger['info']>(), warn: vi.fn<Logger['warn']>() };
  return { logger, stop: startDemo('http://127.0.0.1:1', logger as unknown as Logger, { path, execArgv: [] }) };
}

test('the seeder is told where the server is, and who to be', async () => {
  const source = `const { BEATFLOW_URL, BEATFLOW_DEMO_USERNAME, BEATFLOW_DEMO_PASSWORD } = process.env;
    process.exit(
      BEATFLOW_URL === 'http://127.0.0.1:1' &&
      BEATFLOW_DEMO_USERNAME === '${demoUser.username}' &&
      BEATFLOW_DEMO_PASSWORD === '${demoUser.password}' ? 0 : 1);`;
  const { logger } = await start(source);
  await vi.waitFor(() => expect(logger.info).toHaveBeenCalledWith('the demo is ready'), 10_000);
});

test.each(['throw new Error("no songs today")', 'process.exit(3)', 'this is no program', 'process.kill(process.pid)'])(
  'a seeder that fails is a line in the log and nothing else: %s',
  async (source) => {
    const { logger } = await start(source);
    const failed = [
      expect.objectContaining({ code: expect.toSatisfy((code) => code !== 0) }),
      'the demo was not finished',
    ];
    await vi.waitFor(() => expect(logger.warn.mock.calls).toContainEqual(failed), 10_000);
  },
);

test('the seeder ends when the server does', async () => {
  const { logger, stop } = await start('process.stderr.write("working"); setInterval(() => {}, 1000)');
  await vi.waitFor(() => expect(logger.warn).toHaveBeenCalledWith({ said: 'working' }, 'demo'), 10_000);
  stop();
  const ended = [{ code: null, signal: 'SIGTERM' }, 'the demo was not finished'];
  await vi.waitFor(() => expect(logger.warn.mock.calls).toContainEqual(ended), 10_000);
});
