import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { usePlayer, usePlayerSnapshot } from '../../player-context.ts';
import styles from './transport-bar.module.css';

export function PlayButton() {
  const player = usePlayer();
  const { status } = usePlayerSnapshot();
  const isOn = status === 'playing' || status === 'waiting';
  const Icon = isOn ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <button
      type="button"
      className={styles.play}
      aria-label={isOn ? 'Pause' : 'Play'}
      title={isOn ? 'Pause (Space)' : 'Play (Space)'}
      data-waiting={status === 'waiting' || undefined}
      disabled={status === 'empty'}
      onClick={() => player.toggle()}
      onPointerEnter={() => player.warm()}
      onFocus={() => player.warm()}
    >
      <Icon size={20} aria-hidden />
    </button>
  );
}
