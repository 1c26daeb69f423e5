import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { usePlayer } from '../../components/player-context.ts';
import type { Player } from '../../player/player.ts';
import { type CompareSearch, readLoop } from '../../routes/comparison-search.ts';

const route = getRouteApi('/$owner/$name/compare');
const REST_MS = 400;

/**
 * Keeps position and loop in the address, so that it can be sent to somebody, and begins where the address says. Used
 * above the stage, whose effects have loaded the player when those of this hook run.
 */
export function useSharedPlace(): void {
  const player = usePlayer();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const hasBegun = useRef(false);

  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    const { sampleRate } = player.getSnapshot();
    const loop = search.loop === undefined ? null : readLoop(search.loop);
    if (loop)
      player.setLoop({ startFrame: Math.round(loop.from * sampleRate), endFrame: Math.round(loop.to * sampleRate) });
    if (search.t !== undefined) player.seek(Math.round(search.t * sampleRate));
  }, [player, search]);

  useEffect(() => {
    let last = placeOf(player);
    // The position is no part of the snapshot, so nobody tells of a jump while it is paused.
    const timer = setInterval(() => {
      const { status } = player.getSnapshot();
      const place = placeOf(player);
      // While it plays, the address keeps the place from which it does.
      if (status === 'playing' || status === 'waiting') place.t = last.t;
      if (place.t === last.t && place.loop === last.loop) return;
      last = place;
      void navigate({ search: (before) => ({ ...before, ...place }), replace: true, resetScroll: false });
    }, REST_MS);
    return () => clearInterval(timer);
  }, [player, navigate]);
}

function placeOf(player: Player): Pick<CompareSearch, 't' | 'loop'> {
  const { sampleRate, loop, isLooping } = player.getSnapshot();
  // To the microsecond, from which every frame of every rate is found again.
  const toSeconds = (frames: number) => Math.round((frames / sampleRate) * 1e6) / 1e6;
  return {
    t: toSeconds(player.positionFrames) || undefined,
    loop: loop && isLooping ? `${toSeconds(loop.startFrame)}-${toSeconds(loop.endFrame)}` : undefined,
  };
}
