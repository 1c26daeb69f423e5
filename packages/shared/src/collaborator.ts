import { z } from 'zod';
import { instant, uuid } from './id.ts';

/** What an owner may let somebody do: listen, push, or run the repository with them. */
export const collaboratorRole = z.enum(['reader', 'writer', 'admin']);

export const collaboratorResponse = z.object({
  userId: uuid,
  username: z.string(),
  role: collaboratorRole,
  createdAt: instant,
});

export const addCollaboratorInput = z.object({
  repositoryId: uuid,
  username: z.string().min(1).max(255),
  role: collaboratorRole,
});

export const setCollaboratorRoleInput = z.object({ repositoryId: uuid, userId: uuid, role: collaboratorRole });

export const removeCollaboratorInput = z.object({ repositoryId: uuid, userId: uuid });

export type CollaboratorRole = z.infer<typeof collaboratorRole>;
export type CollaboratorResponse = z.infer<typeof collaboratorResponse>;
export type AddCollaboratorInput = z.infer<typeof addCollaboratorInput>;
export type SetCollaboratorRoleInput = z.infer<typeof setCollaboratorRoleInput>;
export type RemoveCollaboratorInput = z.infer<typeof removeCollaboratorInput>;
