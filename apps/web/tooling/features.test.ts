import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const features = join(import.meta.dirname, '..', 'src', 'features');

/** The page of a version is where it is heard, where it is undone or taken elsewhere, and where the next one is pushed. */
const allowed = new Set(['version → listen', 'version → merge', 'version → push']);

test('what two features need lies with the components', async () => {
  const entries = await readdir(features, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  expect(files.length).toBeGreaterThan(100);
  const crossings = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const own = featureOf(parentPath);
      const text = await readFile(join(parentPath, name), 'utf8');
      return [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)]
        .map(([, path]) => featureOf(resolve(parentPath, path!)))
        .filter((other) => other !== null && other !== own)
        .map((other) => `${own} → ${other}`);
    }),
  );
  expect(new Set(crossings.flat())).toEqual(allowed);
});

function featureOf(path: string): string | null {
  const [feature] = relative(features, path).split(sep);
  return feature === '..' ? null : (feature ?? null);
}
