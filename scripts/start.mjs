import { become, install, pnpm, requireNode, root } from './pnpm.mjs';
import { serverOptions } from './server-options.mjs';

requireNode();
install();
const status = pnpm('exec', 'turbo', 'run', 'build', '--output-logs=errors-only', '--log-order=grouped');
if (status !== 0) {
  console.error('BeatFlow could not be built; the messages above say why.');
  process.exit(status);
}
console.log('From a terminal: npm run -s beatflow -- --help (docs/cli.md)');
become(process.execPath, [...serverOptions, `${root}/apps/api/dist/main.js`]);
