import type { RequestHandler } from 'express';
import { getCaller } from '../access/caller.ts';
import type { Logger } from './logger.ts';
import { getRequestId } from './request-id.ts';

/** Writes one line for each request when it ends. The query string is left out: it carries what people search for. */
export function logRequest(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const startMs = performance.now();
    const [path] = req.originalUrl.split('?');
    res.once('close', () => {
      const line = {
        requestId: getRequestId(req),
        method: req.method,
        path,
        status: res.statusCode,
        durationMs: Math.round(performance.now() - startMs),
        userId: getCaller(req)?.userId,
        address: req.ip,
        cut: res.writableFinished ? undefined : true,
      };
      if (res.statusCode >= 500) logger.error(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}
