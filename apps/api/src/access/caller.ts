import type { Request } from 'express';

/** Who asks, and how they proved it. */
export interface Caller {
  userId: string;
  username: string;
  /** The session of a browser, or null for a program with an access token. */
  sessionId: string | null;
}

const callers = new WeakMap<Request, Caller>();

/** Who sent this request; null for an anonymous visitor. */
export function getCaller(req: Request): Caller | null {
  return callers.get(req) ?? null;
}

export function setCaller(req: Request, caller: Caller | null): void {
  if (caller) callers.set(req, caller);
}
