import { isDatabaseUnavailable, isSerializationFailure } from '@beatflow/db';

// What the driver says, without a code, when a connection breaks in the middle of a statement.
const brokenConnection = /^(Connection terminated|Client has encountered a connection error|read ECONN|write E)/;

/** Tells whether the database refused, or could not be reached, for a reason that passes: trying again may help. */
export function isDatabaseAway(err: unknown): boolean {
  if (isDatabaseUnavailable(err) || isSerializationFailure(err)) return true;
  return err instanceof Error && brokenConnection.test(err.message);
}
