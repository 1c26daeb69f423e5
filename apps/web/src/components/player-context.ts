import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Player } from '../player/player.ts';
import type { PlayerSnapshot } from '../player/player-snapshot.ts';

/** The one player of a song, for all that plays, shows or stops it. Null outside of a song. */
export const PlayerContext = createContext<Player | null>(null);

export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (player === null) throw new Error('The player is used outside of a song.');
  return player;
}

export function usePlayerSnapshot(): PlayerSnapshot {
  const player = usePlayer();
  return useSyncExternalStore(player.subscribe, player.getSnapshot, player.getSnapshot);
}
