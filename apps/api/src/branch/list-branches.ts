import { BranchModel } from '@beatflow/db';
import type { BranchResponse, ListBranchesInput, Page } from '@beatflow/shared';
import { Op } from 'sequelize';
import { z } from 'zod';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { parseCursor } from '../paging/cursor.ts';
import { toPage } from '../paging/to-page.ts';
import { toBranch } from './to-branch.ts';

const place = z.tuple([z.string()]);

/** The branches of a repository, in order of their names. */
export async function listBranches(ctx: Context, input: ListBranchesInput): Promise<Page<BranchResponse>> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const after = parseCursor(place, input.cursor);
  const branches = await BranchModel.findAll({
    where: { repoId: repository.id, ...(after && { name: { [Op.gt]: after[0] } }) },
    include: 'headCommit',
    order: ['name'],
    limit: input.limit + 1,
  });
  return toPage(
    branches,
    input.limit,
    (branch) => toBranch(branch, repository),
    ({ name }) => [name],
  );
}
