// `pnpm bench NAME`: runs bench/NAME/main.ts; without a name it says which there are.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const names = readdirSync(join(root, 'bench')).filter((name) => existsSync(join(root, 'bench', name, 'main.ts')));
const [name, ...args] = process.argv.slice(2);

if (!name || !names.includes(name)) {
  if (name) console.error(`There is no benchmark named "${name}".`);
  console.error(`Usage: pnpm bench NAME, where NAME is one of: ${names.sort().join(', ')}`);
  process.exit(1);
}

const tsx = join(root, 'bench/node_modules/tsx/dist/cli.mjs');
const flags = ['--conditions=@beatflow/source', '--tsconfig', join(root, 'tsconfig.runtime.json')];
const run = spawnSync(process.execPath, [tsx, ...flags, join(root, 'bench', name, 'main.ts'), ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
