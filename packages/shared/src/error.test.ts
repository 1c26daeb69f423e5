import { expect, it } from 'vitest';
import { BeatflowError, errorReasons, isErrorReason, statusOfCode } from './error.ts';

it('every reason is kebab-case, has a status, and says a sentence', () => {
  for (const [reason, [code, message]] of Object.entries(errorReasons)) {
    expect(reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(statusOfCode[code]).toBeGreaterThanOrEqual(400);
    expect(message).toMatch(/^[A-Z].*\.$/);
  }
});

it('an error carries its reason, its facts and its status', () => {
  const err = new BeatflowError('branch-moved', { head: 'x' });
  expect(err).toMatchObject({ reason: 'branch-moved', code: 'CONFLICT', status: 409, data: { head: 'x' } });
});

it('only our own reasons are reasons', () => {
  expect(isErrorReason('branch-moved')).toBe(true);
  expect(isErrorReason('toString')).toBe(false);
});
