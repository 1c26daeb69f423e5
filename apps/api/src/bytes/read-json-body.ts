import { BeatflowError } from '@beatflow/shared';
import { json, type RequestHandler } from 'express';

// As long as the list of chunks of the longest file.
const parse = json({ limit: '8mb' });

/** Reads a body of JSON. What cannot be read is refused in our own words. */
export const readJsonBody: RequestHandler = (req, res, next) => {
  parse(req, res, (err?: unknown) => next(err === undefined ? undefined : toRefusal(err)));
};

function toRefusal(err: unknown): unknown {
  const status = err instanceof Error && 'status' in err ? err.status : undefined;
  if (status === 413) return new BeatflowError('request-too-large');
  if (typeof status !== 'number' || status >= 500) return err;
  return new BeatflowError('input-invalid', { field: 'body' }, 'What was sent is not JSON.');
}
