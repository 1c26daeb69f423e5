import { timingSafeEqual } from 'node:crypto';
import { BeatflowError } from '@beatflow/shared';
import type { Request, RequestHandler } from 'express';
import { hashSecret } from '../access/secret.ts';
import type { Services } from '../services.ts';

/** `GET /metrics`: for whoever has METRICS_TOKEN, or, when there is none, for this machine alone. */
export function metricsRoute({ config, metrics }: Services): RequestHandler {
  return async (req, res) => {
    if (!mayRead(req, config.metricsToken)) throw new BeatflowError('not-found');
    res.setHeader('Content-Type', metrics.registry.contentType).setHeader('Cache-Control', 'no-store');
    res.send(await metrics.registry.metrics());
  };
}

function mayRead(req: Request, token: string | null): boolean {
  if (token === null) return isThisMachine(req);
  const [, given = ''] = /^Bearer\s+(\S+)$/i.exec(req.get('authorization') ?? '') ?? [];
  return timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hashSecret(token)));
}

// Behind a proxy on this machine everybody seems to be this machine; a proxy gives itself away by its headers.
function isThisMachine(req: Request): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => req.get(name) !== undefined);
  return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(req.socket.remoteAddress ?? '');
}
