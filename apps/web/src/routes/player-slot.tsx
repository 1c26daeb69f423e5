import type { ReactNode } from 'react';
import { PlayerProvider } from '../features/listen/player-provider.tsx';

/** The place of the player: above the pages of a repository, so that a song plays on from one version to the next. */
export function PlayerSlot({ children }: { children: ReactNode }) {
  return <PlayerProvider>{children}</PlayerProvider>;
}
