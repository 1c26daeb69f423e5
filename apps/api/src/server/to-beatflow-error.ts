import { BeatflowError } from '@beatflow/shared';
import type { ZodError } from 'zod';
import { isDatabaseAway } from './is-database-away.ts';

/** What a caller is told of an error. Whatever nobody foresaw is `internal`, and its own words stay in the log. */
export function toBeatflowError(err: unknown): BeatflowError {
  if (err instanceof BeatflowError) return err;
  if (isDatabaseAway(err)) return new BeatflowError('server-busy');
  // Express's own refusals: a path that is not valid percent-encoding, for one.
  if (err instanceof URIError) return new BeatflowError('input-invalid', {}, 'This address is not spelled correctly.');
  return new BeatflowError('internal');
}

/** Turns what zod found into one sentence about the first mistake, with all of them as facts. */
export function toInputError(err: ZodError): BeatflowError {
  const issues = err.issues.map(({ path, message }) => ({ field: formatPath(path), message }));
  const [first] = issues;
  return new BeatflowError('input-invalid', { field: first?.field ?? '', issues }, first && toSentence(first));
}

function toSentence({ field, message }: { field: string; message: string }): string {
  // The sentences of the contract end in a full stop; zod's own descriptions do not.
  if (!message.endsWith('.')) return field ? `The field “${field}” is not valid: ${message}.` : `${message}.`;
  return /[.[]/.test(field) ? `${message} (${field})` : message;
}

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
