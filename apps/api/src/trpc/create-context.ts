import type { Request, Response } from 'express';
import { getCaller } from '../access/caller.ts';
import type { Context } from '../access/context.ts';
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from '../access/session-cookie.ts';
import { getRequestId } from '../server/request-id.ts';
import type { Services } from '../services.ts';

export function createContext(services: Services, req: Request, res: Response): Context {
  return {
    services,
    caller: getCaller(req),
    request: {
      id: getRequestId(req),
      address: req.ip ?? 'unknown',
      userAgent: req.get('user-agent')?.slice(0, 255) ?? null,
    },
    cookie: {
      secret: readSessionCookie(req),
      set: (secret, expires) => writeSessionCookie(res, services.config, secret, expires),
      clear: () => clearSessionCookie(res, services.config),
    },
  };
}
