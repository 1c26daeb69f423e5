import type { ModelDifference } from '../schema/compare-models.ts';

/** Where `addToList` adds; the line stays at the end of the list. */
const MARK = '  // db:new adds here\n';

/**
 * Makes a migration's name from a person's words: dated to the minute (UTC), after the latest one, without extension.
 */
export function nameMigration(words: string, now: Date, latest = ''): string {
  const slug = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (!/^[a-z]/.test(slug))
    throw new Error('A migration needs a name that begins with a letter: pnpm db:new add-tags.');
  for (let minute = now.getTime(); ; minute += 60_000) {
    const [date = '', time = ''] = new Date(minute).toISOString().split('T');
    const stamp = `${date.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}`;
    if (stamp > latest.slice(0, stamp.length)) return `${stamp}-${slug}`;
  }
}

/** The text of a migration file; with no statements it is one to fill in. */
export function writeMigrationFile(name: string, { up, down }: ModelDifference): string {
  return `import type { Migration } from './migration.ts';

export const migration: Migration = {
  name: '${name}',

  async up({ run }) {
    await run(\`${formatStatements(up)}\`);
  },

  async down({ run }) {
    await run(\`${formatStatements(down)}\`);
  },
};
`;
}

function formatStatements(statements: readonly string[]): string {
  if (statements.length === 0) return '';
  const lines = statements.join('\n').split('\n');
  const escaped = lines.map((line) => line.replace(/[\\`]|\$\{/g, '\\$&'));
  return `\n${escaped.map((line) => (line ? `      ${line}` : '')).join('\n')}\n    `;
}

/** Adds an import and an entry for the migration to the text of `migrations/index.ts`. */
export function addToList(list: string, name: string): string {
  if (!list.includes(MARK)) throw new Error(`migrations/index.ts has lost its line “${MARK.trim()}”.`);
  const [date, time, ...words] = name.split('-');
  const plain = words.join('-').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  // An older migration may have taken the same words.
  const identifier = list.includes(` as ${plain} `) ? `${plain}${date}${time}` : plain;
  return list
    .replace(/\nimport type \{ Migration \}/, `\nimport { migration as ${identifier} } from './${name}.ts';$&`)
    .replace(MARK, `  ${identifier},\n${MARK}`);
}
