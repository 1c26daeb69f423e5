import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface Run {
  /** Null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a TypeScript file of this package in a process of its own. */
export function startSource(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  user: Pick<SpawnOptions, 'uid' | 'gid'> = {},
): ChildProcess {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const source = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const tsconfig = fileURLToPath(new URL('../../../../tsconfig.runtime.json', import.meta.url));
  return spawn(process.execPath, ['--conditions=@beatflow/source', '--import', tsx, source, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TSX_TSCONFIG_PATH: tsconfig, ...env },
    ...user,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs a TypeScript file of this package in a process of its own, to its end. */
export async function runSource(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const child = startSource(file, args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout, stderr };
}
