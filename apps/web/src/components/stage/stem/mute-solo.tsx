import type { ChannelSettings } from '../../../player/mixer.ts';
import { usePlayer } from '../../player-context.ts';
import styles from './mute-solo.module.css';

interface MuteSoloProps {
  trackId: string;
  name: string;
  channel: ChannelSettings;
}

export function MuteSolo({ trackId, name, channel: { muted, soloed } }: MuteSoloProps) {
  const player = usePlayer();
  const mute = () => player.changeChannel(trackId, { muted: !muted });
  const solo = () => player.changeChannel(trackId, { soloed: !soloed });
  return (
    <>
      <Toggle word="Mute" name={name} isOn={muted} onToggle={mute} />
      <Toggle word="Solo" name={name} isOn={soloed} onToggle={solo} />
    </>
  );
}

interface ToggleProps {
  word: 'Mute' | 'Solo';
  name: string;
  isOn: boolean;
  onToggle: () => void;
}

/** Its letter is also its key. */
function Toggle({ word, name, isOn, onToggle }: ToggleProps) {
  const letter = word.charAt(0);
  return (
    <button
      type="button"
      className={styles.toggle}
      data-kind={word.toLowerCase()}
      aria-pressed={isOn}
      aria-label={`${word} ${name}`}
      title={`${word} (${letter})`}
      onClick={onToggle}
    >
      {letter}
    </button>
  );
}
