import { withClient } from '../migrate/connect.ts';

/** What PostgreSQL's catalogs say about a table; names and values are SQL as PostgreSQL itself writes it. */
export interface TableSchema {
  /** Type, NOT NULL and default by column. Order of columns is not part of it. */
  columns: Record<string, ColumnSchema>;
  constraints: Record<string, string>;
  /** Without those that belong to a constraint. */
  indexes: Record<string, string>;
  triggers: Record<string, string>;
}

export interface ColumnSchema {
  type: string;
  isNullable: boolean;
  default: string | null;
  /** `BY DEFAULT` or `ALWAYS` for identity columns. */
  identity: string | null;
}

export interface Schema {
  tables: Record<string, TableSchema>;
  /** By name and argument types. */
  functions: Record<string, string>;
}

/** The record of what has run is not part of what the models describe. */
const BOOKKEEPING = 'schema_migrations';

/** Reads the schema `public` from the catalogs. */
export async function inspectSchema(url: string): Promise<Schema> {
  return withClient(url, async (client) => {
    const read = async (sql: string) => (await client.query<CatalogRow>(sql)).rows;
    const tables: Record<string, TableSchema> = {};
    for (const { table } of await read(TABLES)) {
      tables[table] = { columns: {}, constraints: {}, indexes: {}, triggers: {} };
    }
    for (const row of await read(COLUMNS)) {
      const { definition: type, nullable: isNullable, default: value, identity } = row;
      const column = { type, isNullable, default: value, identity };
      if (tables[row.table]) tables[row.table]!.columns[row.name] = column;
    }
    for (const kind of ['constraints', 'indexes', 'triggers'] as const) {
      for (const { table, name, definition } of await read(DEFINITIONS[kind])) {
        if (tables[table]) tables[table][kind][name] = definition;
      }
    }
    const functions = (await read(FUNCTIONS)).map(({ name, definition }) => [name, definition.trim()] as const);
    return { tables, functions: Object.fromEntries(functions) };
  });
}

interface CatalogRow {
  table: string;
  name: string;
  definition: string;
  nullable: boolean;
  default: string | null;
  identity: string | null;
}

const TABLES = `
  SELECT quote_ident(relname) AS table FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '${BOOKKEEPING}' ORDER BY relname`;

const COLUMNS = `
  SELECT quote_ident(relname) AS table, quote_ident(attname) AS name, format_type(atttypid, atttypmod) AS definition, NOT attnotnull AS nullable,
    pg_get_expr(adbin, adrelid) AS default,
    CASE attidentity WHEN 'd' THEN 'BY DEFAULT' WHEN 'a' THEN 'ALWAYS' END AS identity
  FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
  ORDER BY relname, attname`;

const DEFINITIONS = {
  // Since version 18 NOT NULL is a constraint too; the columns say it already.
  constraints: `
    SELECT quote_ident(relname) AS table, quote_ident(conname) AS name, pg_get_constraintdef(pg_constraint.oid) AS definition
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE relnamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY relname, conname`,
  indexes: `
    SELECT quote_ident(t.relname) AS table, quote_ident(i.relname) AS name, pg_get_indexdef(indexrelid) AS definition
    FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
    WHERE t.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
    ORDER BY t.relname, i.relname`,
  triggers: `
    SELECT quote_ident(relname) AS table, quote_ident(tgname) AS name, pg_get_triggerdef(pg_trigger.oid) AS definition
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal ORDER BY relname, tgname`,
};

// Functions that an extension brought are the extension's business.
const FUNCTIONS = `
  SELECT pg_proc.oid::regprocedure::text AS name, pg_get_functiondef(pg_proc.oid) AS definition
  FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
  ORDER BY 1`;
