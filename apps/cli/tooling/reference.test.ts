import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readReference, referencePath } from './reference.ts';

test('docs/cli.md is what the commands say of themselves', () => {
  // Written anew with: pnpm --filter @beatflow/cli run docs
  expect(readFileSync(referencePath, 'utf8')).toBe(readReference());
});
