import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Player } from '../../player/player.ts';
import type { PlayerSnapshot } from '../../player/player-snapshot.ts';
import type { ViewStore } from './timeline/view-store.ts';

export interface PlayerStage {
  readonly player: Player;
  /** What part of the song is shown; like the position, it stays when the version changes. */
  readonly view: ViewStore;
  /** Called by a page that shows the whole transport; the small one is hidden until the returned function is called. */
  readonly takeStage: () => () => void;
}

export const PlayerContext = createContext<PlayerStage | null>(null);

export function usePlayerStage(): PlayerStage {
  const stage = useContext(PlayerContext);
  if (stage === null) throw new Error('The player is used outside of a song.');
  return stage;
}

export function usePlayer(): Player {
  return usePlayerStage().player;
}

export function usePlayerSnapshot(): PlayerSnapshot {
  const player = usePlayer();
  return useSyncExternalStore(player.subscribe, player.getSnapshot, player.getSnapshot);
}
