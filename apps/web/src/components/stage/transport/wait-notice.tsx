import { useEffect, useState } from 'react';
import { usePlayerSnapshot } from '../../player-context.ts';
import styles from './transport-bar.module.css';

/** Waiting shorter than this is not worth words. */
const PATIENCE_MS = 400;
const FAILURES_TO_MENTION = 3;

/** Says what the player is waiting for. */
export function WaitNotice() {
  const { status, waitingFor, failedReads, problem } = usePlayerSnapshot();
  const isWaiting = status === 'waiting';
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isWaiting]);
  const text = problem ?? (isWaiting && isLong ? describe(waitingFor, failedReads) : '');
  return (
    <p role="status" className={styles.notice} data-problem={problem !== null || undefined}>
      {text}
    </p>
  );
}

function describe(names: readonly string[], failures: number): string {
  const [first, ...others] = names;
  const what = first === undefined ? '' : others.length === 0 ? ` (${first})` : ` (${first} and ${others.length} more)`;
  if (failures < FAILURES_TO_MENTION) return `Waiting for audio…${what}`;
  return `Waiting for audio…${what} The server does not answer; trying again.`;
}
