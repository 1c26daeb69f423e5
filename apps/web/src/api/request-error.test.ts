import { expect, test } from 'vitest';
import { isTransient, readErrorResponse, toRequestError, toResponseError } from './request-error.ts';

test('an error of tRPC gives its reason, sentence, facts and request id', () => {
  const data = { reason: 'branch-moved', data: { head: 'x' }, requestId: 'r1' };
  const error = toRequestError(Object.assign(new Error('Somebody pushed.'), { data }));
  expect(error).toMatchObject({
    reason: 'branch-moved',
    message: 'Somebody pushed.',
    requestId: 'r1',
    data: { head: 'x' },
  });
});

test('an error of a byte route gives the same', async () => {
  const body = { reason: 'quota-exceeded', message: 'Too much.', data: { limit: 5 }, requestId: 'r2' };
  const error = await readErrorResponse(Response.json(body, { status: 413 }));
  expect(error).toMatchObject({ reason: 'quota-exceeded', message: 'Too much.', data: { limit: 5 }, requestId: 'r2' });
});

test('a proxy that cannot reach the server, and no network at all, may pass', () => {
  expect(isTransient(toResponseError(502, '<html>'))).toBe(true);
  expect(isTransient(new TypeError('Failed to fetch'))).toBe(true);
  expect(isTransient(toResponseError(500, null))).toBe(false);
});

test('an error of nobody knows where is internal, and its own words stay in its cause', () => {
  const error = toRequestError(new Error('x is not a function'));
  expect(error).toMatchObject({ reason: 'internal', requestId: null });
  expect(error.message).not.toContain('function');
});
