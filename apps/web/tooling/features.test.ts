import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '..', 'src');
const features = join(source, 'features');

/** The page of a version is where it is heard, where it is undone or taken elsewhere, and where the next one is pushed. */
const allowed = new Set(['version → listen', 'version → merge', 'version → push']);

test('what two features need lies with the components', async () => {
  const imports = await listImports(features);
  expect(imports.length).toBeGreaterThan(500);
  const crossings = imports
    .map(([from, to]) => [featureOf(from), featureOf(to)])
    .filter(([own, other]) => other !== null && other !== own)
    .map(([own, other]) => `${own} → ${other}`);
  expect(new Set(crossings)).toEqual(allowed);
});

test.each(['api', 'components', 'player', 'theme', 'upload'])('%s knows no feature', async (folder) => {
  const imports = await listImports(join(source, folder));
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter(([, to]) => featureOf(to) !== null)).toEqual([]);
});

/** Each import of a file of ours by one of a folder, both as whole paths; of styles, too. */
async function listImports(folder: string): Promise<[from: string, to: string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  const found = files.map(async ({ parentPath, name }) => {
    const text = await readFile(join(parentPath, name), 'utf8');
    const paths = [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, path]) => resolve(parentPath, path!));
    return paths.map((path): [string, string] => [join(parentPath, name), path]);
  });
  return (await Promise.all(found)).flat();
}

function featureOf(path: string): string | null {
  const [feature] = relative(features, path).split(sep);
  return feature === '..' ? null : (feature ?? null);
}
