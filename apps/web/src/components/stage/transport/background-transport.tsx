import { usePlayerSnapshot } from '../../player-context.ts';
import { PlayButton } from './play-button.tsx';
import { PositionDisplay } from './position-display.tsx';
import styles from './transport-bar.module.css';

/** On the song's other pages: what still plays, and the way to stop it. */
export function BackgroundTransport() {
  const { status } = usePlayerSnapshot();
  if (status !== 'playing' && status !== 'waiting') return null;
  return (
    <section className={styles.background} aria-label="Now playing">
      <PlayButton />
      <PositionDisplay />
    </section>
  );
}
