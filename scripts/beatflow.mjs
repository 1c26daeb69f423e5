import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { pnpm, requireNode, root } from './pnpm.mjs';

requireNode();
const main = `${root}/apps/cli/dist/main.js`;
if (!existsSync(main)) {
  const status = pnpm('exec', 'turbo', 'run', 'build', '--filter=@beatflow/cli', '--output-logs=errors-only');
  if (status !== 0) {
    console.error('The command line could not be built; the messages above say why.');
    process.exit(status);
  }
}
// A script of the package runs in its folder; who typed it is somewhere else.
process.chdir(process.env.INIT_CWD ?? process.cwd());
await import(pathToFileURL(main).href);
