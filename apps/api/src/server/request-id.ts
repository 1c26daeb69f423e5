import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

const ids = new WeakMap<Request, string>();

/** Gives each request an id that its answer, its log line and the page that shows an error share. */
export const nameRequest: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  // What a proxy in front calls the request is kept, unless it could disturb a log or a page.
  const id = given && /^[\w.:-]{8,64}$/.test(given) ? given : randomUUID();
  ids.set(req, id);
  res.setHeader('X-Request-Id', id);
  next();
};

export function getRequestId(req: Request): string {
  return ids.get(req) ?? '';
}
