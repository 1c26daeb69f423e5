import { AccessTokenModel, SessionModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { RequestHandler } from 'express';
import { QueryTypes, type Sequelize } from 'sequelize';
import type { Services } from '../services.ts';
import { type Caller, setCaller } from './caller.ts';
import { hashSecret } from './secret.ts';
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts';
import { expiryOf } from './session-expiry.ts';

const TOUCH_MS = 60_000;

/** Finds out who sends a request: a program by its bearer token, a browser by its session cookie, or nobody. */
export function identifyCaller({ config }: Services): RequestHandler {
  return async (req, res, next) => {
    const authorization = req.get('authorization');
    if (authorization !== undefined) {
      setCaller(req, await requireTokenOwner(authorization));
      return next();
    }
    const secret = readSessionCookie(req);
    const session = secret === null ? null : await findSession(secret);
    if (session && secret !== null) {
      const { id, userId, username } = session;
      setCaller(req, { userId, username, sessionId: id });
      if (Date.now() - session.lastSeenAt.getTime() > TOUCH_MS) {
        const expires = expiryOf(config);
        await SessionModel.update({ lastSeenAt: new Date(), expiresAt: expires }, { where: { id } });
        writeSessionCookie(res, config, secret, expires);
      }
    }
    next();
  };
}

interface SessionRow {
  id: string;
  userId: string;
  username: string;
  expiresAt: Date;
  lastSeenAt: Date;
}

// Every request of a browser asks this: as one statement without models it takes half the time.
async function findSession(secret: string): Promise<SessionRow | null> {
  const [session] = await (SessionModel.sequelize as Sequelize).query<SessionRow>(
    `
    SELECT s.id, s.user_id AS "userId", u.username, s.expires_at AS "expiresAt", s.last_seen_at AS "lastSeenAt"
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = $1
    `,
    { type: QueryTypes.SELECT, bind: [hashSecret(secret)] },
  );
  return session && session.expiresAt > new Date() ? session : null;
}

// A program that sends a token means to be somebody: it is told when it is not, instead of being treated as nobody.
async function requireTokenOwner(authorization: string): Promise<Caller> {
  const [, secret] = /^Bearer\s+(\S+)\s*$/i.exec(authorization) ?? [];
  const token = secret
    ? await AccessTokenModel.findOne({ where: { tokenHash: hashSecret(secret) }, include: 'user' })
    : null;
  if (!token || (token.expiresAt && token.expiresAt <= new Date())) {
    throw new BeatflowError('sign-in-required', {}, 'This access token is not valid, or it has expired.');
  }
  if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > TOUCH_MS) {
    await token.update({ lastUsedAt: new Date() });
  }
  return { userId: token.userId, username: token.user?.username ?? '', sessionId: null };
}
