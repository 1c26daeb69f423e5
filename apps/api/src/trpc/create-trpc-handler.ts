import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { RequestHandler } from 'express';
import { getCaller } from '../access/caller.ts';
import type { Services } from '../services.ts';
import { appRouter } from './app-router.ts';
import { createContext } from './create-context.ts';
import { Refusal, toReason } from './to-trpc-error.ts';

// The largest valid input is a version of 256 stems with 64 KiB of generation parameters each. Strangers, who have
// only names and passwords to send, get less.
const MAX_BODY_BYTES = 24 * 2 ** 20;
const MAX_STRANGER_BODY_BYTES = 64 * 2 ** 10;
const MAX_BATCH = 20;

/** Serves the router. */
export function createTrpcHandler(services: Services): RequestHandler {
  const serve = (maxBodySize: number) =>
    createExpressMiddleware({
      router: appRouter,
      createContext: ({ req, res }) => createContext(services, req, res),
      maxBodySize,
      maxBatchSize: MAX_BATCH,
      onError({ error, path, ctx }) {
        const { status, reason } = toReason(error);
        if (status < 500) return;
        const err = error.cause instanceof Refusal ? error.cause.original : error;
        services.logger.error({ err, procedure: path, requestId: ctx?.request.id }, reason);
      },
    });
  const serveUser = serve(MAX_BODY_BYTES);
  const serveStranger = serve(MAX_STRANGER_BODY_BYTES);
  return (req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    return getCaller(req) ? serveUser(req, res, next) : serveStranger(req, res, next);
  };
}
