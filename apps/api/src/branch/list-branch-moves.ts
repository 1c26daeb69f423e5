import { BranchMoveModel } from '@beatflow/db';
import type { BranchMoveResponse, ListBranchMovesInput, Page } from '@beatflow/shared';
import { Op } from 'sequelize';
import { z } from 'zod';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { parseCursor } from '../paging/cursor.ts';
import { toPage } from '../paging/to-page.ts';

const place = z.tuple([z.number().int()]);

/** Where the branches of a repository were and went, newest first; those of deleted branches too. */
export async function listBranchMoves(ctx: Context, input: ListBranchMovesInput): Promise<Page<BranchMoveResponse>> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const after = parseCursor(place, input.cursor);
  const moves = await BranchMoveModel.findAll({
    where: {
      repoId: repository.id,
      ...(input.name !== undefined && { branchName: input.name }),
      ...(after && { id: { [Op.lt]: after[0] } }),
    },
    include: ['fromCommit', 'toCommit'],
    order: [['id', 'DESC']],
    limit: input.limit + 1,
  });
  return toPage(moves, input.limit, toBranchMove, ({ id }) => [id]);
}

function toBranchMove(move: BranchMoveModel): BranchMoveResponse {
  const { id, branchName, fromCommitId, toCommitId, fromCommit, toCommit, actorName, reason, createdAt } = move;
  return {
    id: String(id),
    branchName,
    fromCommitId,
    toCommitId,
    fromMessage: fromCommit?.message ?? null,
    toMessage: toCommit?.message ?? null,
    actorName,
    reason,
    createdAt: createdAt.toISOString(),
  };
}
