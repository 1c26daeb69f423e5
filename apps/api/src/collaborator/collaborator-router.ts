import {
  addCollaboratorInput,
  collaboratorResponse,
  page,
  pageInput,
  removeCollaboratorInput,
  repositoryIdInput,
  setCollaboratorRoleInput,
} from '@beatflow/shared';
import { z } from 'zod';
import { router, userProcedure } from '../trpc/trpc.ts';
import { addCollaborator } from './add-collaborator.ts';
import { listCollaborators } from './list-collaborators.ts';
import { removeCollaborator } from './remove-collaborator.ts';
import { setCollaboratorRole } from './set-collaborator-role.ts';

export const collaboratorRouter = router({
  list: userProcedure
    .input(pageInput.extend(repositoryIdInput.shape))
    .output(page(collaboratorResponse))
    .query(({ ctx, input }) => listCollaborators(ctx, input)),
  add: userProcedure
    .input(addCollaboratorInput)
    .output(collaboratorResponse)
    .mutation(({ ctx, input }) => addCollaborator(ctx, input)),
  setRole: userProcedure
    .input(setCollaboratorRoleInput)
    .output(collaboratorResponse)
    .mutation(({ ctx, input }) => setCollaboratorRole(ctx, input)),
  remove: userProcedure
    .input(removeCollaboratorInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeCollaborator(ctx, input)),
});
