// `pnpm bench kills [KILLS] [SEED]`: kills server, client and both (a third each) at random moments of pushes, with the programs
// as they are built, and checks that nothing acknowledged is lost. What it does is a test that also runs, shorter, with all others.
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';

const [kills = '120', seed = String(Math.floor(Math.random() * 1e6))] = process.argv.slice(2);

function run(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): void {
  const { status } = spawnSync('pnpm', args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}

const root = join(import.meta.dirname, '../..');
run(
  ['exec', 'turbo', 'run', 'build', '--filter=@beatflow/api', '--filter=@beatflow/cli', '--output-logs=errors-only'],
  root,
);
console.log(
  `Load average: ${loadavg()
    .map((value) => value.toFixed(1))
    .join(', ')}`,
);
run(['exec', 'vitest', 'run', 'src/killed-pushes.test.ts'], join(root, 'apps/cli'), {
  BEATFLOW_BUILT: '1',
  KILLS: kills,
  KILLS_SEED: seed,
});
