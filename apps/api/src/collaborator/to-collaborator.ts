import type { CollaboratorModel } from '@beatflow/db';
import type { CollaboratorResponse } from '@beatflow/shared';

export function toCollaborator({ userId, role, createdAt }: CollaboratorModel, username: string): CollaboratorResponse {
  return { userId, username, role, createdAt: createdAt.toISOString() };
}
