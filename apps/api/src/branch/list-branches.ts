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
  return listBranchesAs(repository.id, input, (branch) => toBranch(branch, repository));
}

/** A page of branches with their heads, each told in the caller's way. */
export async function listBranchesAs<Item>(
  repoId: string,
  { cursor, limit }: Pick<ListBranchesInput, 'cursor' | 'limit'>,
  toItem: (branch: BranchModel) => Item,
): Promise<Page<Item>> {
  const after = parseCursor(place, cursor);
  const branches = await BranchModel.findAll({
    where: { repoId, ...(after && { name: { [Op.gt]: after[0] } }) },
    include: 'headCommit',
    order: ['name'],
    limit: limit + 1,
  });
  return toPage(branches, limit, toItem, ({ name }) => [name]);
}
