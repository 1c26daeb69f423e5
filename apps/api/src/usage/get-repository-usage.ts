import { StemModel } from '@beatflow/db';
import type { RepositoryUsageResponse } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { computeUsage, repositoryAudio } from './compute-usage.ts';

/** How much room all versions of a repository take. */
export async function getRepositoryUsage(
  ctx: Context,
  { repositoryId }: { repositoryId: string },
): Promise<RepositoryUsageResponse> {
  await requireAccess(ctx, repositoryId, 'read');
  const usage = await computeUsage(ctx.services.database, repositoryAudio, repositoryId);
  const include = { association: 'commit', attributes: [], where: { repoId: repositoryId }, required: true };
  const versionBytes = (await StemModel.sum('fileSize', { include } as object)) || 0;
  return { ...usage, versionBytes };
}
