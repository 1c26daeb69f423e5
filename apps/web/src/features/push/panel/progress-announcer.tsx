import { VisuallyHidden } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { computeProgress, neededUploads } from '../session/push-outlook.ts';
import type { PushState } from '../session/push-state.ts';
import { count } from './format-transfer.ts';

/** Often enough to follow, seldom enough not to talk over everything else. */
const everyMs = 5000;

/** Says for those who do not see the bars how the push goes on. */
export function ProgressAnnouncer({ state }: { state: PushState }) {
  const [words, setWords] = useState('');
  const say = useEffectEvent(() => setWords(describeProgress(state)));

  // Each stage begins its own round, so that a new one is said soon.
  const { stage } = state;
  useEffect(() => {
    const first = setTimeout(say, stage === 'reviewing' ? everyMs : 0);
    const timer = setInterval(say, everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [stage]);

  return (
    <VisuallyHidden role="status" aria-live="polite">
      {words}
    </VisuallyHidden>
  );
}

export function describeProgress(state: PushState): string {
  if (state.stage === 'committing') return 'All files are there. Making the version.';
  if (state.stage === 'pushed') return 'Pushed.';
  const digests = [...neededUploads(state).keys()];
  if (digests.length === 0) return '';
  const phases = digests.map((digest) => state.transfers.get(digest)?.phase);
  const done = phases.filter((phase) => phase === 'done').length;
  if (done === digests.length) return `${count(done, 'file')} uploaded.`;
  const { sentBytes, totalBytes } = computeProgress(state);
  const failed = phases.filter((phase) => phase === 'failed').length;
  const troubled = failed > 0 ? ` ${count(failed, 'file')} failed.` : '';
  const halted = phases.includes('retrying') ? ' The connection was lost; trying again.' : '';
  return `${done} of ${count(digests.length, 'file')} uploaded, ${Math.floor((sentBytes / totalBytes) * 100)} percent.${troubled}${halted}`;
}
