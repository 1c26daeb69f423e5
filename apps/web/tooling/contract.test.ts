import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const webFolder = join(import.meta.dirname, '..');
const sharedFolder = join(webFolder, '../../packages/shared');
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-contract-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Checks the types of this app, and of the API behind it, against a contract in which a field has another name. */
async function checkWith(file: string, field: string, renamed: string): Promise<string[]> {
  const contract = await mkdtemp(join(folder, 'shared-'));
  await cp(join(sharedFolder, 'src'), contract, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  await symlink(join(sharedFolder, 'node_modules'), join(contract, 'node_modules'), 'junction');
  const source = await readFile(join(contract, file), 'utf8');
  expect(source).toContain(`${field}:`);
  await writeFile(join(contract, file), source.replaceAll(`${field}:`, `${renamed}:`));
  const project = join(contract, 'tsconfig.json');
  const settings = {
    extends: join(webFolder, 'tsconfig.json'),
    compilerOptions: {
      paths: { '@beatflow/shared': [join(contract, 'index.ts')] },
      types: ['node'],
      typeRoots: [join(webFolder, 'node_modules/@types')],
    },
    files: [join(webFolder, 'node_modules/vite/client.d.ts')],
    include: [join(webFolder, 'src')],
  };
  await writeFile(project, JSON.stringify(settings));
  const run = promisify(execFile)(process.execPath, [compiler, '-p', project, '--noEmit', '--pretty', 'false'], {
    cwd: webFolder,
    maxBuffer: 64 * 2 ** 20,
  });
  const output = await run.then(
    ({ stdout }) => stdout,
    (err: { stdout: string }) => err.stdout,
  );
  return output.split('\n').filter((line) => line.includes('error TS'));
}

// No step between the schema and the page generates code: the compiler alone carries a change all the way.
test('renaming a field of the contract breaks the type check of the pages that show it', {
  timeout: 300_000,
}, async () => {
  expect(await checkWith('commit.ts', 'authorName', 'authorName')).toEqual([]);
  const errors = await checkWith('commit.ts', 'authorName', 'writerName');
  const inPages = errors.filter((line) => /^src\/.*'authorName' does not exist/.test(line));
  expect(inPages.length, errors.slice(0, 5).join('\n')).toBeGreaterThan(0);
});
