import type { Services } from '../services.ts';
import type { Caller } from './caller.ts';

/** What a use-case may know of the request that it serves. */
export interface Context {
  services: Services;
  caller: Caller | null;
  request: { id: string; address: string; userAgent: string | null };
  /** The browser's session cookie: what it holds, and how to change that. */
  cookie: { secret: string | null; set(secret: string, expires: Date): void; clear(): void };
}

/** The same when somebody has signed in. */
export interface UserContext extends Context {
  caller: Caller;
}
