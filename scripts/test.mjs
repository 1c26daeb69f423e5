import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countResults, formatCounts } from './count-results.mjs';
import { install, pnpm, requireNode, root } from './pnpm.mjs';

requireNode();
install();

const workspaces = ['apps', 'packages'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
);
// What an earlier run left must not be counted; turbo puts back the results of what it did not need to run again.
for (const folder of [...workspaces.map((path) => join(path, '.results')), join(root, '.turbo', 'runs')]) {
  rmSync(folder, { recursive: true, force: true });
}

const turbo = ['exec', 'turbo', 'run', '--continue=always', '--summarize', '--log-order=grouped'];
pnpm(...turbo, '//#format:check', '//#lint:code', '//#unused', 'typecheck', 'build', '--output-logs=errors-only');
pnpm(...turbo, 'test', '--concurrency=1', '--output-logs=new-only');
pnpm(...turbo, 'journeys', '--concurrency=1', '--output-logs=new-only');

const counts = countResults(join(root, '.turbo', 'runs'), root);
for (const name of counts.failures) console.log(`FAILED  ${name}`);
const line = formatCounts(counts);
mkdirSync(join(root, '.results'), { recursive: true });
writeFileSync(join(root, '.results', 'summary'), `${line}\n`);
console.log(line);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
