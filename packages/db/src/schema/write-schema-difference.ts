import type { ColumnSchema, Schema, TableSchema } from './inspect-schema.ts';

/**
 * Writes the statements that turn the schema `before` into `after`; none when they are equal. Renames look like a
 * removal and an addition, and a new NOT NULL column says nothing about existing rows: a person reads the result.
 */
export function writeSchemaDifference(before: Schema, after: Schema): string[] {
  const kept = Object.keys(before.tables).filter((name) => name in after.tables);
  const gone = Object.keys(before.tables).filter((name) => !(name in after.tables));
  const fresh = Object.keys(after.tables).filter((name) => !(name in before.tables));
  const parts = {
    removed: (table: string, kind: Kind) => missing(before.tables[table]![kind], after.tables[table]![kind]),
    added: (table: string, kind: Kind) => missing(after.tables[table]![kind], before.tables[table]?.[kind] ?? {}),
  };
  const all = [...kept, ...fresh];
  const additions = all.flatMap((table) => parts.added(table, 'constraints').map((entry) => ({ table, ...entry })));
  const isForeign = ({ sql }: Definition) => sql.startsWith('FOREIGN KEY');
  const addConstraint = ({ table, name, sql }: Definition & { table: string }) =>
    `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${sql};`;

  // Whatever depends on another thing goes before it and comes after it.
  return [
    ...kept.flatMap((table) => parts.removed(table, 'triggers').map(({ name }) => `DROP TRIGGER ${name} ON ${table};`)),
    ...kept.flatMap((table) =>
      parts
        .removed(table, 'constraints')
        .sort((a, b) => Number(isForeign(b)) - Number(isForeign(a)))
        .map(({ name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name};`),
    ),
    ...kept.flatMap((table) => parts.removed(table, 'indexes').map(({ name }) => `DROP INDEX ${name};`)),
    ...(gone.length > 0 ? [`DROP TABLE ${gone.join(', ')};`] : []),
    ...missing(after.functions, before.functions).map(({ sql }) => `${sql};`),
    ...fresh.map((table) => createTable(table, after.tables[table]!)),
    ...kept.flatMap((table) => alterColumns(table, before.tables[table]!, after.tables[table]!)),
    ...additions.filter((entry) => !isForeign(entry)).map(addConstraint),
    ...all.flatMap((table) => parts.added(table, 'indexes').map(({ sql }) => `${sql};`)),
    ...additions.filter(isForeign).map(addConstraint),
    ...all.flatMap((table) => parts.added(table, 'triggers').map(({ sql }) => `${sql};`)),
    ...Object.keys(before.functions)
      .filter((name) => !(name in after.functions))
      .map((name) => `DROP FUNCTION ${name};`),
  ];
}

type Kind = Exclude<keyof TableSchema, 'columns'>;

interface Definition {
  name: string;
  sql: string;
}

/** What `from` has and `to` has not, or has otherwise. */
function missing(from: Record<string, string>, to: Record<string, string>): Definition[] {
  return Object.entries(from)
    .filter(([name, sql]) => name in to === false || normalize(sql) !== normalize(to[name]!))
    .map(([name, sql]) => ({ name, sql }));
}

/** The body of a function keeps the indentation of the file that it was written in, which means nothing. */
function normalize(sql: string): string {
  return sql.replace(/\s+/g, ' ');
}

function createTable(table: string, { columns }: TableSchema): string {
  const lines = Object.entries(columns).map(([name, column]) => `  ${name} ${formatColumn(column)}`);
  return `CREATE TABLE ${table} (\n${lines.join(',\n')}\n);`;
}

function formatColumn({ type, isNullable, default: value, identity }: ColumnSchema): string {
  return [
    type,
    isNullable ? '' : 'NOT NULL',
    value === null ? '' : `DEFAULT ${value}`,
    identity === null ? '' : `GENERATED ${identity} AS IDENTITY`,
  ]
    .filter(Boolean)
    .join(' ');
}

function alterColumns(table: string, before: TableSchema, after: TableSchema): string[] {
  const changes = [
    ...Object.keys(before.columns)
      .filter((name) => !(name in after.columns))
      .map((name) => `DROP COLUMN ${name}`),
    ...Object.entries(after.columns).flatMap(([name, column]) => {
      const old = before.columns[name];
      return old ? alterColumn(name, old, column) : [`ADD COLUMN ${name} ${formatColumn(column)}`];
    }),
  ];
  return changes.map((change) => `ALTER TABLE ${table} ${change};`);
}

function alterColumn(name: string, before: ColumnSchema, after: ColumnSchema): string[] {
  const changes: string[] = [];
  const dropsDefault = before.default !== null && (after.default === null || before.type !== after.type);
  if (dropsDefault) changes.push('DROP DEFAULT');
  if (before.identity !== null && before.identity !== after.identity) changes.push('DROP IDENTITY');
  if (before.type !== after.type) changes.push(`TYPE ${after.type} USING ${name}::${after.type}`);
  if (after.default !== null && (dropsDefault || before.default !== after.default)) {
    changes.push(`SET DEFAULT ${after.default}`);
  }
  if (before.isNullable !== after.isNullable) changes.push(after.isNullable ? 'DROP NOT NULL' : 'SET NOT NULL');
  if (after.identity !== null && before.identity !== after.identity) {
    changes.push(`ADD GENERATED ${after.identity} AS IDENTITY`);
  }
  return changes.map((change) => `ALTER COLUMN ${name} ${change}`);
}
