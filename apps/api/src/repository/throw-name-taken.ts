import { isUniqueViolation } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';

/** Turns the database's "two repositories of one owner with one name" into its sentence; rethrows anything else. */
export function throwNameTaken(err: unknown): never {
  if (!isUniqueViolation(err, 'repositories_owner_id_name_key')) throw err;
  throw new BeatflowError('name-taken', { field: 'name' }, 'There is a repository of this name already.');
}
