import { CollaboratorModel } from '@beatflow/db';
import { BeatflowError, type CollaboratorResponse, type Page, type PageInput } from '@beatflow/shared';
import { Op } from 'sequelize';
import { z } from 'zod';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { parseCursor } from '../paging/cursor.ts';
import { toPage } from '../paging/to-page.ts';
import { toCollaborator } from './to-collaborator.ts';

const place = z.tuple([z.string()]);

/** Who works on a repository besides its owner, in order of names. For them alone: visitors do not learn it. */
export async function listCollaborators(
  ctx: UserContext,
  { repositoryId, limit, cursor }: PageInput & { repositoryId: string },
): Promise<Page<CollaboratorResponse>> {
  const { role } = await requireAccess(ctx, repositoryId, 'read');
  if (!role) throw new BeatflowError('forbidden');
  const after = parseCursor(place, cursor);
  const collaborators = await CollaboratorModel.findAll({
    where: { repoId: repositoryId },
    include: { association: 'user', required: true, where: after ? { username: { [Op.gt]: after[0] } } : {} },
    order: [['user', 'username', 'ASC']],
    limit: limit + 1,
  });
  return toPage(
    collaborators.map((collaborator) => toCollaborator(collaborator, collaborator.user?.username ?? '')),
    limit,
    (collaborator) => collaborator,
    ({ username }) => [username],
  );
}
