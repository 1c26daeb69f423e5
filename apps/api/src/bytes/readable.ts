import { CommitModel, RepositoryModel, StemModel } from '@beatflow/db';
import { BeatflowError, uuid } from '@beatflow/shared';
import type { Request } from 'express';
import { type IncludeOptions, literal, Op, type WhereOptions } from 'sequelize';
import { getCaller } from '../access/caller.ts';

// Bytes are asked for often: what is wanted and whether the caller may have it are one question to the database.

/** The stem that a request names, with its audio file, commit and repository; `not-found` when the caller may not read it. */
export async function getReadableStem(req: Request): Promise<StemModel> {
  const id = parseId(req.params.stemId);
  const include = ['audioFile', { association: 'commit', required: true, include: [readableRepository(req)] }];
  return (await StemModel.findOne({ where: { id }, include })) ?? notFound();
}

/** The commit that a request names, with its stems in order and their audio files; `not-found` as above. */
export async function getReadableCommit(req: Request): Promise<CommitModel> {
  const id = parseId(req.params.commitId);
  const stems = { association: 'stems', include: ['audioFile'] };
  const include = [readableRepository(req), stems];
  const order: [string, string, string][] = [['stems', 'position', 'ASC']];
  return (await CommitModel.findOne({ where: { id }, include, order })) ?? notFound();
}

function parseId(text: string | string[] | undefined): string {
  const { success, data } = uuid.safeParse(text);
  return success ? data : notFound();
}

function notFound(): never {
  throw new BeatflowError('not-found');
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
