import { Button } from '@mantine/core';
import type { RequestError } from '../../api/request-error.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { RequestId } from '../../components/request-id.tsx';
import styles from './merge-form.module.css';

interface MergeProblemProps {
  error: RequestError;
  isAsking: boolean;
  askLabel?: string;
  onAskAgain: () => void;
}

/** Why a merge was not made. When a side moved meanwhile: who moved it, and the way to see the new merge. */
export function MergeProblem({ error, isAsking, askLabel = 'Preview again', onAskAgain }: MergeProblemProps) {
  const isOutdated = error.reason === 'branch-moved' || error.reason === 'merge-conflict';
  return (
    <div role="alert" className={styles.problem}>
      <p>
        {error.reason === 'branch-moved' ? describeMove(error.data) : error.message}
        {isOutdated && ' Nothing was written, and your answers are kept.'}
        {error.reason === 'offline' && ' Trying again is safe: it cannot be made twice.'}
      </p>
      <RequestId id={error.reason === 'internal' ? error.requestId : null} />
      {isOutdated && (
        <Button variant="default" size="xs" loading={isAsking} onClick={onAskAgain}>
          {askLabel}
        </Button>
      )}
    </div>
  );
}

/** Tells what the error's facts say of the new head. */
export function describeMove({ branch, head }: Record<string, unknown>): string {
  const where = typeof branch === 'string' ? ` to “${branch}”` : '';
  if (typeof head !== 'object' || head === null) return `Somebody moved or deleted a branch meanwhile${where}.`;
  const { authorName, message } = head as Record<string, unknown>;
  const who = typeof authorName === 'string' ? authorName : 'Someone';
  return `${who} pushed “${commitTitle({ message: typeof message === 'string' ? message : '' })}”${where} meanwhile.`;
}
