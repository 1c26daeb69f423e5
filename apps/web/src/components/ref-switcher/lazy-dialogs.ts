import { lazy } from 'react';

// Forms are heavy, and most who look at a song open none of these.
export const NewBranchDialog = lazy(async () => ({
  default: (await import('./new-branch-dialog.tsx')).NewBranchDialog,
}));
export const NewTagDialog = lazy(async () => ({ default: (await import('./new-tag-dialog.tsx')).NewTagDialog }));
