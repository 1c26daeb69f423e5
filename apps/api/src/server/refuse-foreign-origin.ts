import { BeatflowError } from '@beatflow/shared';
import type { Request, RequestHandler } from 'express';
import type { Config } from '../config/read-config.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses whatever would change something, when another website's page sent it.
 *
 * A browser says where a request comes from (`Sec-Fetch-Site`, or `Origin` in older ones). One that says neither is
 * no browser, and so nobody's session can be misused through it. A bearer token is never sent by a browser on its
 * own, so requests that carry one need no check.
 */
export function refuseForeignOrigin(config: Pick<Config, 'publicUrl'>): RequestHandler {
  return (req, _res, next) => {
    if (safeMethods.has(req.method) || /^bearer /i.test(req.get('authorization') ?? '') || isOwnOrigin(req, config)) {
      next();
    } else {
      next(new BeatflowError('origin-refused'));
    }
  };
}

function isOwnOrigin(req: Request, config: Pick<Config, 'publicUrl'>): boolean {
  const site = req.get('sec-fetch-site');
  const origin = req.get('origin');
  if (origin !== undefined && origin === config.publicUrl) return true;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === req.get('host');
}
