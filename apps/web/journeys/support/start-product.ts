import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../../api/dist/main.js');
const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 30_000;

/**
 * Starts the built product with an empty database of its own; what it answers is its end. With `JOURNEYS_URL` the
 * journeys go to a server that runs already.
 */
export default async function startProduct(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.JOURNEYS_URL) return;
  if (!existsSync(main)) throw new Error('The API is not built. Run the journeys with: pnpm turbo run journeys');
  const dataDir = await mkdtemp(join(tmpdir(), 'beatflow-journeys-'));
  const { DATABASE_URL: _, ...environment } = process.env;
  const server = spawn(process.execPath, ['--enable-source-maps', main], {
    env: {
      ...environment,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: '0',
      DEMO: 'false',
      LOG_LEVEL: 'warn',
      SIGN_UPS_PER_ADDRESS: '100000',
      ATTEMPTS_PER_ADDRESS: '100000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    await stopServer(server);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    process.env.JOURNEYS_URL = await readUrl(server);
  } catch (err) {
    await stop();
    throw err;
  }
  return async () => {
    delete process.env.JOURNEYS_URL;
    await stop();
  };
}

/** The address that the server says when it is ready. */
async function readUrl(server: ChildProcess): Promise<string> {
  const { stdout } = server;
  if (!stdout) throw new Error('The server has no output to read.');
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`The server did not start in time:\n${output}`)), START_TIMEOUT_MS);
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
    stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /BeatFlow is at (\S+)/.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  const timer = setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}
