import styles from '../../../features/listen/stem-row.module.css';
import type { ChannelSettings } from '../../../player/mixer.ts';
import { usePlayer } from '../../player-context.ts';

interface MuteSoloProps {
  trackId: string;
  name: string;
  channel: ChannelSettings;
}

export function MuteSolo({ trackId, name, channel: { muted, soloed } }: MuteSoloProps) {
  const player = usePlayer();
  return (
    <>
      <button
        type="button"
        className={styles.toggle}
        data-kind="mute"
        aria-pressed={muted}
        aria-label={`Mute ${name}`}
        title="Mute (M)"
        onClick={() => player.changeChannel(trackId, { muted: !muted })}
      >
        M
      </button>
      <button
        type="button"
        className={styles.toggle}
        data-kind="solo"
        aria-pressed={soloed}
        aria-label={`Solo ${name}`}
        title="Solo (S)"
        onClick={() => player.changeChannel(trackId, { soloed: !soloed })}
      >
        S
      </button>
    </>
  );
}
