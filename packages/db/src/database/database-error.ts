import { ConnectionError, DatabaseError, TimeoutError, UniqueConstraintError } from 'sequelize';

interface PostgresError {
  code?: string;
  message?: string;
  constraint?: string;
}

/**
 * The name of the constraint or unique index that refused a write, such as `users_email_key`; null for any other error.
 * The names are those of the migrations.
 */
export function getViolatedConstraint(err: unknown): string | null {
  return getPostgresError(err)?.constraint ?? null;
}

/** Whether the write was refused because the value is taken; with `indexName` only when by that index. */
export function isUniqueViolation(err: unknown, indexName?: string): boolean {
  if (!(err instanceof UniqueConstraintError)) return false;
  return indexName === undefined || getViolatedConstraint(err) === indexName;
}

/** Whether the database could not be reached, or had no connection free: trying again later may help. */
export function isDatabaseUnavailable(err: unknown): boolean {
  if (err instanceof ConnectionError || err instanceof TimeoutError) return true;
  const { code, message } = getPostgresError(err) ?? {};
  // The server always gives a code; without one it is the connection that broke, in the words of node-postgres.
  if (code === undefined) return /^Connection terminated|is not queryable$/.test(message ?? '');
  // Of the system: the socket broke. Class 57P: the server is shutting down or starting. Class 08: the connection broke.
  return /^(ECONN|EPIPE|ETIMEDOUT|57P|08|53300)/.test(code);
}

/** Whether a transaction lost against another one that ran at the same time, and would probably succeed if run again. */
export function isSerializationFailure(err: unknown): boolean {
  const code = getPostgresError(err)?.code;
  return code === '40001' || code === '40P01';
}

/** What node-postgres said: Sequelize wraps it, except while it sets a new connection up. */
function getPostgresError(err: unknown): PostgresError | null {
  if (err instanceof DatabaseError || err instanceof UniqueConstraintError)
    return err.parent as unknown as PostgresError;
  return err instanceof Error ? err : null;
}
