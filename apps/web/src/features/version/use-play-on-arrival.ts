import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { usePlayer, usePlayerSnapshot } from '../../components/player-context.ts';

/** `?play=true`: begins to play when the version is in the player, and takes the wish out of the address. */
export function usePlayOnArrival(commitId: string | undefined): void {
  const { play } = useSearch({ strict: false });
  const navigate = useNavigate();
  const player = usePlayer();
  const { version } = usePlayerSnapshot();
  const isHere = commitId !== undefined && version?.id === commitId;
  useEffect(() => {
    if (play !== true || !isHere) return;
    if (player.getSnapshot().status === 'paused') player.play();
    void navigate({ to: '.', search: {}, replace: true, resetScroll: false });
  }, [play, isHere, player, navigate]);
}
