import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const cliFolder = join(import.meta.dirname, '../..');

/** Starts the real program as a process of its own. */
export function startBeatflow(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const execArgv = ['--import', import.meta.resolve('tsx'), '--conditions=@beatflow/source'];
  return spawn(process.execPath, [...execArgv, join(cliFolder, 'src/main.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, TSX_TSCONFIG_PATH: join(cliFolder, '../../tsconfig.runtime.json'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits until a process has ended, however. */
export function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
}
