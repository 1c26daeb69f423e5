import { spawn, spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const PNPM = 'pnpm@12.21.0';
const isWindows = process.platform === 'win32';

/** Ends the program with one sentence when this Node is too old to run anything of ours. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`BeatFlow needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs pnpm, of the one version that the project is tested with, and answers its exit code. */
export function pnpm(...args) {
  const result = spawnSync('npm', ['exec', '--yes', '--', PNPM, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: isWindows,
    env: { ...process.env, npm_config_update_notifier: 'false', TURBO_TELEMETRY_DISABLED: '1' },
  });
  if (result.error) console.error(`npm could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

/** Installs exactly what the lock file says; ends the program when that fails. */
export function install() {
  const status = pnpm('install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only', '--loglevel=error');
  if (status === 0) return;
  console.error('The dependencies could not be installed. Is the npm registry within reach?');
  process.exit(status);
}

/** Replaces this program by another, as well as Node can: signals go on to it, and its end is ours. */
export function become(command, args, env = process.env) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
