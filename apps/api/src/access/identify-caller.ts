import { AccessTokenModel, SessionModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { RequestHandler } from 'express';
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
      setCaller(req, toCaller(session, session.id));
      if (Date.now() - session.lastSeenAt.getTime() > TOUCH_MS) {
        const expires = expiryOf(config);
        await session.update({ lastSeenAt: new Date(), expiresAt: expires });
        writeSessionCookie(res, config, secret, expires);
      }
    }
    next();
  };
}

async function findSession(secret: string): Promise<SessionModel | null> {
  const session = await SessionModel.findOne({ where: { tokenHash: hashSecret(secret) }, include: 'user' });
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
  return toCaller(token, null);
}

function toCaller({ userId, user }: SessionModel | AccessTokenModel, sessionId: string | null): Caller {
  return { userId, username: user?.username ?? '', sessionId };
}
