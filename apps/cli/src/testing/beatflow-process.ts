import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const cliFolder = join(import.meta.dirname, '../..');

// The program as it is built starts in a tenth of the time.
const program = process.env.BEATFLOW_BUILT
  ? [join(cliFolder, 'dist/main.js')]
  : ['--import', import.meta.resolve('tsx'), '--conditions=@beatflow/source', join(cliFolder, 'src/main.ts')];

/** Starts the real program as a process of its own. */
export function startBeatflow(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [...program, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, TSX_TSCONFIG_PATH: join(cliFolder, '../../tsconfig.runtime.json'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits until a process has ended, however. */
export function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
}

/** Runs the real program to its end. */
export async function runBeatflow(folder: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = startBeatflow(folder, args, env);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (bytes: Buffer) => {
      said[name] += bytes.toString();
    });
  }
  return { ...(await ended(child)), ...said };
}
