import { CommitModel, RepositoryModel } from '@beatflow/db';
import { BeatflowError, uuid } from '@beatflow/shared';
import type { Request } from 'express';
import { type IncludeOptions, literal, Op, type WhereOptions } from 'sequelize';
import { getCaller } from '../access/caller.ts';

/** The commit that a request names, with its stems in order and their audio files; `not-found` when the caller may not read it. */
export async function getReadableCommit(req: Request): Promise<CommitModel> {
  const id = uuid.safeParse(req.params.commitId);
  if (!id.success) throw new BeatflowError('not-found');
  const stems = { association: 'stems', include: ['audioFile'] };
  const include = [readableRepository(req), stems];
  const order: [string, string, string][] = [['stems', 'position', 'ASC']];
  const commit = await CommitModel.findOne({ where: { id: id.data }, include, order });
  if (!commit) throw new BeatflowError('not-found');
  return commit;
}

function readableRepository(req: Request): IncludeOptions {
  return { association: 'repository', required: true, where: readableBy(getCaller(req)?.userId) };
}

function readableBy(userId: string | undefined): WhereOptions<RepositoryModel> {
  if (userId === undefined) return { isPublic: true };
  const user = RepositoryModel.sequelize!.escape(userId);
  const shared = literal(`(SELECT repo_id FROM collaborators WHERE user_id = ${user})`);
  return { [Op.or]: [{ isPublic: true }, { ownerId: userId }, { id: { [Op.in]: shared } }] };
}
