import { SessionModel } from '@beatflow/db';
import type { Page, PageInput, SessionResponse } from '@beatflow/shared';
import { Op } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { afterCursor, newestFirst, toDatedPlace } from '../paging/newest-first.ts';
import { toPage } from '../paging/to-page.ts';

/** The caller's sessions that have not expired, newest first. */
export async function listSessions(ctx: UserContext, { limit, cursor }: PageInput): Promise<Page<SessionResponse>> {
  const { userId, sessionId } = ctx.caller;
  const sessions = await SessionModel.findAll({
    where: { userId, expiresAt: { [Op.gt]: new Date() }, [Op.and]: afterCursor(cursor) },
    order: newestFirst,
    limit: limit + 1,
  });
  return toPage(sessions, limit, (session) => toSession(session, sessionId), toDatedPlace);
}

function toSession(session: SessionModel, currentId: string | null): SessionResponse {
  const { id, userAgent, address, createdAt, lastSeenAt, expiresAt } = session;
  return {
    id,
    userAgent,
    address,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isCurrent: id === currentId,
  };
}
