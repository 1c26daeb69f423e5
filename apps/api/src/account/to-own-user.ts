import type { UserModel } from '@beatflow/db';
import type { OwnUserResponse } from '@beatflow/shared';

/** A user as they see themselves. */
export function toOwnUser({ id, username, email, createdAt, updatedAt }: UserModel): OwnUserResponse {
  return { id, username, email, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
