import { RequestError } from '../../../api/request-error.ts';
import type { Problem } from './push-state.ts';

/** What stands above the list when a push did not go through. */
export function problemOf(cause: RequestError | string): Problem {
  if (!(cause instanceof RequestError)) return { message: cause, requestId: null, needsSignIn: false };
  const needsSignIn = cause.reason === 'sign-in-required';
  const ended = 'Your session has ended. Sign in again in another tab, then press Push here: nothing is lost.';
  return { message: needsSignIn ? ended : cause.message, requestId: cause.requestId, needsSignIn };
}
