import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { PlayerContext } from '../../components/player-context.ts';
import { StageContext } from '../../components/stage/stage-context.ts';
import { ViewStore } from '../../components/stage/timeline/view-store.ts';
import { BackgroundTransport } from '../../components/stage/transport/background-transport.tsx';
import { Player } from '../../player/player.ts';
import { webAudioBackend } from '../../player/web-audio-output.ts';

/** Owns the one player of a song, above its pages, so that the song plays on from one version to the next. */
export function PlayerProvider({ children }: { children: ReactNode }) {
  const [player] = useState(() => new Player({ backend: webAudioBackend }));
  const [view] = useState(() => new ViewStore());
  const [panels, setPanels] = useState(0);
  useEffect(() => () => player.dispose(), [player]);
  const stage = useMemo(
    () => ({
      view,
      takeStage: () => {
        setPanels((count) => count + 1);
        return () => setPanels((count) => count - 1);
      },
    }),
    [view],
  );
  return (
    <PlayerContext value={player}>
      <StageContext value={stage}>
        {children}
        {panels === 0 && <BackgroundTransport />}
      </StageContext>
    </PlayerContext>
  );
}
