import { CliError } from './cli-error.ts';
import { describeCandidates } from './describe-candidates.ts';
import type { Exit } from './exit-codes.ts';
import { refusalOf } from './refusal.ts';

/** An error in the words that a command ends with. */
export interface Failure {
  exit: Exit;
  reason: string;
  message: string;
  next?: string;
  facts?: Record<string, unknown>;
}

const reasons: Record<string, readonly [Exit, string?]> = {
  'input-invalid': ['usage'],
  'sign-in-required': ['signIn', 'Run “beatflow login”.'],
  'credentials-wrong': ['signIn', 'Try “beatflow login” again.'],
  'too-many-attempts': ['away', 'Wait a little, then try again.'],
  forbidden: ['notAllowed', 'Ask the owner of the song to make you a writer of it, or “beatflow fork” it.'],
  'branch-protected': ['notAllowed', 'Run “beatflow switch -c NAME” and push that branch.'],
  'not-found': ['notFound'],
  'name-taken': ['conflict', 'Choose another name.'],
  'branch-moved': ['conflict', 'Run “beatflow pull” to bring both together, then “beatflow push”.'],
  'ref-ambiguous': ['usage', 'Give more digits; “beatflow log” shows them.'],
  'commit-unchanged': ['failed'],
  'merge-nothing': ['failed'],
  'merge-conflict': ['conflict', 'Choose with --ours, --theirs or --both.'],
  'resolution-invalid': ['usage'],
  'quota-exceeded': ['notAllowed', 'Delete songs that you do not need, or ask who runs the server for more room.'],
  'storage-full': ['away', 'Tell who runs the server, then try again.'],
  'server-busy': ['away', 'Try again in a moment.'],
  'storage-unavailable': ['away', 'Try again in a moment.'],
  'upload-busy': ['away', 'Another upload of the same file is under way; try again when it has ended.'],
  'offset-mismatch': ['away', 'Run the command again: it goes on from the right place.'],
  'chunks-missing': ['away', 'Run the command again: it goes on from there.'],
  'digest-mismatch': ['failed', 'Is the file still being written? Run the command again.'],
  'audio-unreadable': ['badAudio', 'Export it again as WAV, AIFF, FLAC, MP3, Ogg or M4A.'],
  'audio-truncated': ['badAudio', 'Export it again, and wait until it is written.'],
  'audio-inconsistent': ['badAudio', 'Export it again.'],
  'audio-empty': ['badAudio', 'Remove it from the folder, or export it again.'],
  'audio-too-long': ['badAudio'],
  'audio-too-large': ['badAudio'],
};

const systemErrors: Record<string, readonly [Exit, string]> = {
  ENOSPC: ['failed', 'This disk is full.'],
  EDQUOT: ['failed', 'Your room on this disk is used up.'],
  EACCES: ['failed', 'This file or folder may not be read or written by you.'],
  EPERM: ['failed', 'This file or folder may not be changed by you.'],
  EROFS: ['failed', 'This disk cannot be written to.'],
};

const connectionErrors =
  /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_.*|CERT_.*|DEPTH_ZERO_.*|ERR_TLS_.*|SELF_SIGNED_.*)$/;

/** Says what went wrong, and what to do next, of any error that a command ended with. */
export function describeFailure(err: unknown): Failure {
  if (err instanceof CliError) {
    return { exit: err.exit, reason: err.exit, message: err.message, next: err.next, facts: err.facts };
  }
  const refusal = refusalOf(err) ?? localRefusal(err);
  if (refusal) {
    const [exit, usualNext] = reasons[refusal.reason] ?? ['failed'];
    const next = describeCandidates(refusal.data) ?? usualNext;
    return { exit, reason: refusal.reason, message: refusal.message, next, facts: refusal.data };
  }
  const code = findCode(err);
  if (isConnectionProblem(err)) {
    const next = 'Is the address right, and are you online? Committing works without; push later.';
    return { exit: 'away', reason: 'server-away', message: 'The server could not be reached.', next, facts: { code } };
  }
  const known = code === null ? undefined : systemErrors[code];
  const path = err instanceof Error && 'path' in err ? String(err.path) : null;
  if (known) return { exit: known[0], reason: code!, message: path ? `${path}: ${known[1]}` : known[1] };
  return { exit: 'failed', reason: 'unexpected', message: err instanceof Error ? err.message : String(err) };
}

/** Whether an error says that the server was not there, or went away. */
export function isConnectionProblem(err: unknown): boolean {
  if (err instanceof CliError || refusalOf(err)) return false;
  const code = findCode(err);
  if (code !== null && connectionErrors.test(code)) return true;
  return err instanceof Error && err.name === 'TRPCClientError' && !('data' in err && err.data);
}

// Our own packages refuse audio with the class that the server uses, which is told by its shape.
function localRefusal(err: unknown) {
  if (!(err instanceof Error) || err.name !== 'BeatflowError') return null;
  const { reason, data } = err as Error & { reason: string; data: Record<string, unknown> };
  return { reason, message: err.message, data };
}

function findCode(err: unknown): string | null {
  for (let at: unknown = err; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    const [inner] = at instanceof AggregateError ? at.errors : [];
    if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  }
  return null;
}
