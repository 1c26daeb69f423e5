import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { programPath } from './binaries.ts';
import type { ServerAccount } from './server-account.ts';

export interface Installation {
  /** The folder with `bin`, `lib` and `share`, readable by the account. */
  root: string;
  account: ServerAccount | null;
}

const LAST_WORDS_MS = 300;

/** Runs `initdb` or `pg_ctl` to its end; throws with the program's own words when it fails. */
export async function runProgram(
  { root, account }: Installation,
  program: 'initdb' | 'pg_ctl',
  args: string[],
): Promise<string> {
  const child = spawn(programPath(root, program), args, {
    ...account,
    // The current folder may be closed to the account, and PostgreSQL wants to know where it is.
    cwd: process.platform === 'win32' ? root : '/',
    env: { ...process.env, LC_ALL: 'C', LANG: 'C', PGTZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  // Last words may arrive after the exit; yet where the server inherits the pipes, they stay open for as long as it runs.
  await Promise.race([closed, setTimeout(LAST_WORDS_MS, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  if (code !== 0) throw new Error(`${program} failed: ${output.trim() || `exit code ${code}`}`);
  return output;
}
