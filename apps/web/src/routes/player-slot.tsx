import type { ReactNode } from 'react';

/** The place of the player: above the pages of a repository, so that a song plays on from one version to the next. */
export function PlayerSlot({ children }: { children: ReactNode }) {
  return children;
}
