import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';

/**
 * Runs the program that takes care of a server's database and store, in the place of this one: what it says and what it
 * ends with is the command's. It belongs to the server, so there is none where this program was installed by itself.
 */
export async function runAdmin(cli: Cli, [name, ...args]: readonly [string, ...string[]]): Promise<void> {
  const program = findProgram();
  if (program === null) {
    throw new CliError(
      'notFound',
      `“beatflow admin ${name}” works on a server’s own disk and database, so it is run in the folder where the server is installed.`,
      `There it is “npm run -s beatflow -- admin ${name}”.`,
    );
  }
  // Places are meant from where the command was typed; a script of a package runs somewhere else.
  const env = { ...cli.env, INIT_CWD: cli.cwd };
  const child = spawn(process.execPath, [...process.execArgv, program, name, ...args], { stdio: 'inherit', env });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  // A terminal sends Ctrl+C to both; this one ends when the other has.
  const wait = () => {};
  process.on('SIGTERM', pass).on('SIGHUP', pass).on('SIGINT', wait);
  try {
    cli.exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]));
    });
  } finally {
    process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', wait);
  }
}

function findProgram(): string | null {
  // Beside this program alone: `require.resolve` would also look wherever NODE_PATH leads.
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const server = join(folder, 'node_modules', '@beatflow', 'api', 'package.json');
    if (!existsSync(server)) continue;
    const path = createRequire(server).resolve('@beatflow/api/admin');
    return existsSync(path) ? path : null;
  }
  return null;
}
