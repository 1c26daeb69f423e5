import { BeatflowError } from '@beatflow/shared';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { noteRefusal } from './count-traffic.ts';
import type { Logger } from './logger.ts';
import { getRequestId } from './request-id.ts';
import { toBeatflowError } from './to-beatflow-error.ts';

/** Answers with an error: `{ reason, message, data, requestId }`, or the same in the envelope of tRPC under `/trpc`. */
function sendError(req: Request, res: Response, { reason, code, status, message, data }: BeatflowError): void {
  const requestId = getRequestId(req);
  res.status(status).setHeader('Cache-Control', 'no-store');
  if (req.originalUrl.startsWith('/trpc')) {
    const details = { code, httpStatus: status, reason, data, requestId };
    res.json({ error: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: details } });
  } else {
    res.json({ reason, message, data, requestId });
  }
}

/** What no route took. */
export const answerNotFound: RequestHandler = (_req, _res, next) => {
  next(new BeatflowError('not-found'));
};

/** The one place where an error outside of tRPC becomes an answer. */
export function answerError(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (err: unknown, req, res, _next) => {
    const error = toBeatflowError(err);
    noteRefusal(res, error.reason);
    if (error.status >= 500) logger.error({ err, requestId: getRequestId(req) }, error.reason);
    // Half an answer cannot be taken back: cutting the connection tells the client that it is not whole.
    if (res.headersSent) res.destroy();
    else sendError(req, res, error);
  };
}
