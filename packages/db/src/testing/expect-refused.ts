import { expect } from 'vitest';
import { getViolatedConstraint } from '../database/database-error.ts';

/** Expects that the database refuses a write, and by which constraint, index or trigger. */
export async function expectRefused(write: Promise<unknown>, constraint: string): Promise<void> {
  const err = await write.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(err, `nothing refused it; expected ${constraint}`).not.toBeNull();
  expect(getViolatedConstraint(err)).toBe(constraint);
}
