import type { RequestHandler } from 'express';
import { version } from '../instance/version.ts';
import type { Services } from '../services.ts';

const PATIENCE_MS = 2000;

/** `GET /health`: 200 while the database answers, 503 while it does not. */
export function healthRoute({ database, logger }: Pick<Services, 'database' | 'logger'>): RequestHandler {
  return async (_req, res) => {
    const isUp = await Promise.race([
      database.ping().then(
        () => true,
        (err: unknown) => {
          logger.warn({ err }, 'the database is away');
          return false;
        },
      ),
      new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref()),
    ]);
    res.status(isUp ? 200 : 503).setHeader('Cache-Control', 'no-store');
    res.json({ status: isUp ? 'ok' : 'unavailable', database: isUp ? 'ok' : 'away', version });
  };
}
