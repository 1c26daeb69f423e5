import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const apiFolder = join(import.meta.dirname, '../..');

export interface TestProcess {
  child: ChildProcess;
  /** What it has written so far. */
  output: { stdout: string; stderr: string };
  /** The address that it prints; fails when it ends before. */
  url: Promise<string>;
  exitCode: Promise<number | null>;
}

/** Starts the real program, or another of this package with its arguments, as a process of its own. */
export function startTestProcess(settings: Record<string, string>, command = ['src/main.ts']): TestProcess {
  const execArgv = ['--import', import.meta.resolve('tsx'), '--conditions=@beatflow/source'];
  const child = spawn(process.execPath, [...execArgv, ...command], {
    cwd: apiFolder,
    env: {
      PATH: process.env.PATH,
      TSX_TSCONFIG_PATH: join(apiFolder, '../../tsconfig.runtime.json'),
      NODE_ENV: 'test',
      PORT: '0',
      DEMO: 'false',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += chunk.toString();
      const [, address] = /^BeatFlow is at (\S+)$/m.exec(output.stdout) ?? [];
      if (address) resolve(address);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output.stderr += chunk.toString();
    });
    void exitCode.then((code) => reject(new Error(`It ended with ${code}: ${output.stderr}`)));
  });
  // Whoever does not wait for the address does not care that there is none.
  url.catch(() => {});
  return { child, output, url, exitCode };
}
