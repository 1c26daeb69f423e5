import { SegmentedControl, Switch } from '@mantine/core';
import { useEffect } from 'react';
import { keepsKey } from '../../components/stage/listen-keys.ts';
import type { Mix } from './comparison.ts';
import type { LoudnessMatch } from './match-loudness.ts';
import styles from './mix-switch.module.css';
import { formatNumber } from './side-facts.tsx';

interface MixSwitchProps {
  mix: Mix;
  onMix: (mix: Mix) => void;
  /** Null when a side is silent, or is being measured. */
  match: LoudnessMatch | null;
  isMeasuring: boolean;
  isMatched: boolean;
  onMatched: (isMatched: boolean) => void;
}

const keys: Record<string, Mix> = { b: 'before', a: 'after', d: 'difference' };

/** Before, after, or what differs: switched while it plays, at the same frame. */
export function MixSwitch({ mix, onMix, match, isMeasuring, isMatched, onMatched }: MixSwitchProps) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const wanted = keys[event.key.toLowerCase()];
      if (!wanted || event.ctrlKey || event.metaKey || event.altKey || keepsKey(event.target, event.key)) return;
      event.preventDefault();
      onMix(wanted);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onMix]);
  return (
    <div className={styles.tools}>
      <SegmentedControl
        size="sm"
        aria-label="What is heard"
        value={mix}
        onChange={(value) => onMix(value as Mix)}
        data={[
          { value: 'before', label: 'Before' },
          { value: 'after', label: 'After' },
          { value: 'difference', label: 'Difference' },
        ]}
      />
      <Switch
        label="Equally loud"
        checked={isMatched}
        disabled={match === null || mix === 'difference'}
        onChange={({ currentTarget }) => onMatched(currentTarget.checked)}
      />
      <p className={styles.words}>{describe(mix, match, isMeasuring, isMatched)}</p>
    </div>
  );
}

function describe(mix: Mix, match: LoudnessMatch | null, isMeasuring: boolean, isMatched: boolean): string {
  if (mix === 'difference') return 'Only what differs: what both have alike is silent.';
  if (isMeasuring) return 'Measuring how loud they are …';
  if (match === null) return 'One of the two is silent, so their loudness cannot be matched.';
  if (!isMatched) return 'Keys: B, A, D';
  const parts = [
    match.beforeDb !== 0 && `before ${formatGain(match.beforeDb)}`,
    match.afterDb !== 0 && `after ${formatGain(match.afterDb)}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'Both are equally loud already.' : `For listening: ${parts.join(', ')}.`;
}

const formatGain = (gainDb: number) => `${gainDb > 0 ? '+' : ''}${formatNumber(gainDb)} dB`;
