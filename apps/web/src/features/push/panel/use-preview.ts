import { useCallback, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { PlayerContext } from '../../../components/player-context.ts';
import { Player } from '../../../player/player.ts';
import { webAudioBackend } from '../../../player/web-audio-output.ts';
import { findParentStem, type PushRow } from '../plan/push-plan.ts';
import type { PushState } from '../session/push-state.ts';
import { findSound } from '../waveform/row-sound.ts';

export interface Preview {
  /** What is heard or about to be: the id of a row, `all`, or null. */
  playingId: string | null;
  player: Player;
  /** Plays one row, or all that are not removed; a second call pauses. */
  toggle: (id: string) => void;
}

const group = 'push-preview';

/** Plays rows of a push, alone or together, from what lies on this machine. */
export function usePreview(state: PushState): Preview {
  const player = getPlayer();
  useEffect(() => () => player.unload(), [player]);
  const { status, version } = useSyncExternalStore(player.subscribe, player.getSnapshot);
  const playingId = status === 'playing' || status === 'waiting' ? (version?.id.split(' ')[0] ?? null) : null;

  const latest = useRef({ state, playingId });
  useEffect(() => {
    latest.current = { state, playingId };
  });
  const song = useContext(PlayerContext);
  const toggle = useCallback(
    (id: string) => {
      const { state: now, playingId: playing } = latest.current;
      song?.pause();
      if (playing === id) player.pause();
      else void play(player, id, now);
    },
    [player, song],
  );
  // One song at a time: whoever starts the page's own player wants to hear that.
  useEffect(() => {
    return song?.subscribe(() => {
      const { status: songStatus } = song.getSnapshot();
      if (songStatus === 'playing' || songStatus === 'waiting') player.pause();
    });
  }, [player, song]);
  return { playingId, player, toggle };
}

// One for the whole page: a browser gives only a few audio outputs, and takes its time to take them back.
let onlyPlayer: Player | null = null;

function getPlayer(): Player {
  onlyPlayer ??= new Player({ backend: webAudioBackend });
  return onlyPlayer;
}

async function play(player: Player, id: string, state: PushState): Promise<void> {
  const rows = state.plan.rows.filter((row) => (id === 'all' ? !row.isRemoved : row.id === id));
  const stems = (await Promise.all(rows.map((row) => toStem(state, row)))).filter((stem) => stem !== null);
  // Alone, a stem is heard as it is; together, as the version has it.
  const mixed = id === 'all' ? stems : stems.map((stem) => ({ ...stem, gainDb: 0, pan: 0, muted: false }));
  // The files are a part of the name: another file on the same row is another version.
  const files = rows.map(({ fileId, id: rowId }) => fileId ?? rowId);
  player.load({ id: [id, ...files].join(' '), group, stems: mixed });
  player.play();
}

async function toStem(state: PushState, row: PushRow) {
  const source = await findSound(state, row)
    ?.open()
    .catch(() => null);
  if (!source) return null;
  const { gainDb = 0, pan = 0, muted = false } = findParentStem(state.plan, row) ?? {};
  return { id: row.id, name: row.name, source, gainDb, pan, muted };
}
