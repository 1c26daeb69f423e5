import type { Request, RequestHandler } from 'express';
import type { Metrics } from './metrics.ts';

/** Times every request by its route. Paths themselves would make as many time series as there are songs. */
export function timeRequest({ requestSeconds }: Metrics): RequestHandler {
  return (req, res, next) => {
    const endTimer = requestSeconds.startTimer({ method: req.method });
    res.once('close', () => endTimer({ route: nameRoute(req), status: String(res.statusCode) }));
    next();
  };
}

/** The route of a request, as it is written down in the code. */
export function nameRoute(req: Request): string {
  if (req.originalUrl.startsWith('/trpc/')) return '/trpc';
  const { route } = req as { route?: { path: string } };
  return route ? req.baseUrl + route.path : 'other';
}
