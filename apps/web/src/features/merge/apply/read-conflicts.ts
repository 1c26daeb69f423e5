import type { RequestError } from '../../../api/request-error.ts';
import type { Conflict } from '../merge-types.ts';

/** The questions that the server asks when it refuses; none when it refused for another reason. */
export function readConflicts(error: RequestError | null): Conflict[] {
  const conflicts = error?.reason === 'merge-conflict' ? error.data.conflicts : [];
  return Array.isArray(conflicts) ? conflicts.filter(isConflict) : [];
}

function isConflict(value: unknown): value is Conflict {
  if (typeof value !== 'object' || value === null) return false;
  const { trackId, field } = value as Record<string, unknown>;
  return (typeof trackId === 'string' || trackId === null) && typeof field === 'string';
}
