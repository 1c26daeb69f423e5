import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const apiFolder = join(import.meta.dirname, '../../..');

// The program as it is built starts in a tenth of the time.
const program = process.env.BEATFLOW_BUILT
  ? ['dist/main.js']
  : ['--import', import.meta.resolve('tsx'), '--conditions=@beatflow/source', 'src/main.ts'];

export interface ServerProcess {
  url: string;
  /** Kills the process as a power cut would: it gets no chance to say goodbye. */
  kill(): Promise<void>;
}

/** Starts the real server as a process of its own, on a free port. */
export function startServerProcess(settings: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, program, {
    cwd: apiFolder,
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: join(apiFolder, '../../tsconfig.runtime.json'),
      NODE_ENV: 'test',
      PORT: '0',
      DEMO: 'false',
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const [, url] = /^BeatFlow is at (\S+)/.exec(line) ?? [];
        if (url) resolve({ url, kill: () => kill(child, exited) });
      });
    }
    void exited.then(() => reject(new Error(`The server ended before it was ready:\n${said.join('\n')}`)));
  });
}

async function kill(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGKILL');
  await exited;
}
