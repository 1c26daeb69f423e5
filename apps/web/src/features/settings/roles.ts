import type { CollaboratorRole } from '@beatflow/shared';

/** What each role may do, in words. */
export const roles: { value: CollaboratorRole; label: string }[] = [
  { value: 'reader', label: 'Reader: listens and downloads' },
  { value: 'writer', label: 'Writer: also pushes versions' },
  { value: 'admin', label: 'Admin: also changes settings' },
];
