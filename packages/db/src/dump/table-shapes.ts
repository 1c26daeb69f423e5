import type { Client } from 'pg';
import { getOptions } from 'sequelize-typescript';
import { models } from '../models/index.ts';

/** A table, and those of its columns that hold what was written to them. */
export interface TableShape {
  name: string;
  columns: string[];
}

/** Of no use elsewhere or later: sessions, counters, and what an upload under way leans on. */
const leftOut = new Set(['sessions', 'rate_limits', 'staged_chunks']);

/** Every table that a dump holds, each after those that it refers to. */
export async function readTableShapes(client: Client): Promise<TableShape[]> {
  // Whatever else somebody keeps in this database is not ours.
  const names = models
    .map((model) => String(getOptions(model.prototype)?.tableName))
    .filter((name) => !leftOut.has(name));
  const shapes = await client.query<TableShape>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname = ANY($1)
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
    [names],
  );
  const references = await client.query<{ table: string; target: string }>(
    `SELECT f.relname AS table, t.relname AS target
     FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.contype = 'f' AND f.relnamespace = current_schema()::regnamespace AND f.oid <> t.oid`,
  );
  return sortByReference(shapes.rows, references.rows);
}

function sortByReference(shapes: TableShape[], references: { table: string; target: string }[]): TableShape[] {
  const sorted: TableShape[] = [];
  const visited = new Set<string>();
  const visit = (shape: TableShape): void => {
    if (visited.has(shape.name)) return;
    visited.add(shape.name);
    const targets = new Set(references.filter(({ table }) => table === shape.name).map(({ target }) => target));
    for (const other of shapes) if (targets.has(other.name)) visit(other);
    sorted.push(shape);
  };
  for (const shape of shapes) visit(shape);
  return sorted;
}

/** Quotes a name for SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
