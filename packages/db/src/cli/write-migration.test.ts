import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addToList, nameMigration, writeMigrationFile } from './write-migration.ts';

const now = new Date('2026-12-24T18:05:59Z');

describe('a new migration', () => {
  it('is named by date and words', () => {
    expect(nameMigration('Add tags!', now)).toBe('20261224-1805-add-tags');
  });

  it('comes after the latest one, even when the clock says otherwise', () => {
    expect(nameMigration('b', now, '20261224-1805-a')).toBe('20261224-1806-b');
    expect(nameMigration('b', now, '20261224-2359-a')).toBe('20261225-0000-b');
  });

  it('needs words', () => {
    expect(() => nameMigration('', now)).toThrow('pnpm db:new add-tags');
    expect(() => nameMigration('1', now)).toThrow('begins with a letter');
  });

  it('keeps SQL as it is, inside a template literal', () => {
    const text = writeMigrationFile('20261224-1805-a', { up: ['SELECT `\\d$', '${'], down: ['SELECT 2;'] });
    expect(text).toContain('await run(`\n      SELECT \\`\\\\d$\n      \\${\n    `);');
    expect(text).toContain('await run(`\n      SELECT 2;\n    `);');
  });

  it('is added to the list, last, with a name of its own', () => {
    const list = readFileSync(new URL('../migrations/index.ts', import.meta.url), 'utf8');
    const once = addToList(list, '20991224-1805-add-tags');
    expect(once).toContain("import { migration as addTags } from './20991224-1805-add-tags.ts';\nimport type");
    expect(once).toMatch(/ {2}addTags,\n.*db:new adds here\n\];/);
    const twice = addToList(once, '20991225-1805-add-tags');
    expect(twice).toMatch(/ {2}addTags,\n {2}addTags209912251805,\n/);
  });
});
