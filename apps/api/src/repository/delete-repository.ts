import { RepositoryModel, StemModel } from '@beatflow/db';
import { BeatflowError, type DeleteRepositoryInput } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { giveBackQuota } from '../ingest/quota.ts';

/** Deletes a repository with all of its history, once its name was typed. */
export async function deleteRepository(
  ctx: UserContext,
  { repositoryId, confirmName }: DeleteRepositoryInput,
): Promise<void> {
  const { name } = await requireAccess(ctx, repositoryId, 'own');
  if (confirmName !== name) {
    throw new BeatflowError('input-invalid', { field: 'confirmName' }, `To delete it, please type its name: ${name}`);
  }
  await ctx.services.database.transaction(async (transaction) => {
    const digests = await listAudio(repositoryId, transaction);
    await passForksOn(repositoryId, transaction);
    await RepositoryModel.destroy({ where: { id: repositoryId }, transaction });
    await giveBackQuota(digests, transaction);
  });
}

/** What was forked from this one comes from this one's original now: that a song is a copy is not forgotten. */
async function passForksOn(repositoryId: string, transaction: Transaction): Promise<void> {
  const repository = await RepositoryModel.findByPk(repositoryId, { transaction });
  const forkedFromId = repository?.forkedFromId ?? null;
  await RepositoryModel.update({ forkedFromId }, { where: { forkedFromId: repositoryId }, transaction });
}

async function listAudio(repoId: string, transaction: Transaction): Promise<string[]> {
  const stems = await StemModel.findAll({
    attributes: ['audioDigest'],
    include: { association: 'commit', attributes: [], where: { repoId }, required: true },
    group: ['StemModel.audio_digest'],
    raw: true,
    transaction,
  });
  return stems.map(({ audioDigest }) => audioDigest);
}
