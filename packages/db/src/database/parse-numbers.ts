/** Type numbers of PostgreSQL (`pg_type.dat`). */
const INT8 = 20;
const NUMERIC = 1700;

interface Connection {
  setTypeParser(oid: number, parse: (text: string) => unknown): void;
}

/**
 * Makes BIGINT and NUMERIC arrive as numbers on this connection, in models and in raw queries alike; by default they
 * are strings, since they could be too large. Ours count bytes, frames and rows: a larger one is an error, not a guess.
 */
export function parseNumbers(connection: unknown): void {
  const client = connection as Connection;
  client.setTypeParser(INT8, parseInteger);
  client.setTypeParser(NUMERIC, Number);
}

function parseInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database holds ${text}, which is too large to be exact.`);
  return value;
}
