/** What a migration may use: one connection, inside one transaction. */
export interface MigrationContext {
  /** Runs one or more statements; placeholders are not supported, since migrations know everything they write. */
  run: (sql: string) => Promise<void>;
}

/** One step of the schema. Released migrations are never edited; a correction is a new migration. */
export interface Migration {
  /** Dated, without a file extension, so that source and build know it by the same name. */
  name: string;
  up: (context: MigrationContext) => Promise<void>;
  /** Takes back exactly what `up` did. */
  down: (context: MigrationContext) => Promise<void>;
}
