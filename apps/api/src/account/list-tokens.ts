import { AccessTokenModel } from '@beatflow/db';
import type { Page, PageInput, TokenResponse } from '@beatflow/shared';
import { Op } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { afterCursor, newestFirst, toDatedPlace } from '../paging/newest-first.ts';
import { toPage } from '../paging/to-page.ts';
import { toToken } from './to-token.ts';

/** The caller's tokens, newest first, expired ones included: they explain why a program stopped working. */
export async function listTokens({ caller }: UserContext, { limit, cursor }: PageInput): Promise<Page<TokenResponse>> {
  const tokens = await AccessTokenModel.findAll({
    where: { userId: caller.userId, [Op.and]: afterCursor(cursor) },
    order: newestFirst,
    limit: limit + 1,
  });
  return toPage(tokens, limit, toToken, toDatedPlace);
}
