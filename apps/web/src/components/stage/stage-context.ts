import { createContext, useContext } from 'react';
import type { ViewStore } from './timeline/view-store.ts';

/** What the timelines of a song's pages share beside the player. */
interface Stage {
  /** What part of the song is shown; like the position, it stays when the version changes. */
  readonly view: ViewStore;
  /** Called by a page that shows the whole transport; the small one is hidden until the returned function is called. */
  readonly takeStage: () => () => void;
}

export const StageContext = createContext<Stage | null>(null);

export function useStage(): Stage {
  const stage = useContext(StageContext);
  if (stage === null) throw new Error('The timeline is used outside of a song.');
  return stage;
}
