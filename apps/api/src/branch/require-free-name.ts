import { isUniqueViolation, TagModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { Transaction } from 'sequelize';

/** A branch and a tag of one name would make every ref of this name a riddle. */
export async function requireFreeName(repoId: string, name: string, transaction: Transaction): Promise<void> {
  if (!(await TagModel.findOne({ where: { repoId, name }, transaction }))) return;
  throw new BeatflowError('name-taken', { field: 'name' }, 'There is a tag of this name already.');
}

/** Says of a broken unique index that a branch of this name is there; passes every other error on. */
export function throwNameTaken(err: unknown): never {
  if (!isUniqueViolation(err, 'branches_repo_id_name_key')) throw err;
  throw new BeatflowError('name-taken', { field: 'name' }, 'There is a branch of this name already.');
}
