import type { RepositoryResponse } from '@beatflow/shared';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useId } from 'react';
import { toRequestError } from '../../api/request-error.ts';
import { canWrite } from '../../api/use-repository.ts';
import styles from './merge-form.module.css';
import { MergeProblem } from './merge-problem.tsx';

const LONGEST_MESSAGE = 500;

interface DecisionFormProps {
  message: string;
  onMessage: (message: string) => void;
  /** What the message will be when none is given; null where there is no message to give. */
  placeholder: string | null;
  button: string;
  /** Why it cannot be done now. */
  obstacle: string | null;
  isPending: boolean;
  error: unknown;
  isAsking: boolean;
  onAskAgain: () => void;
  onSubmit: () => void;
  children?: ReactNode;
}

/** The message and the button under a song as it would be. What is in the way is said beside the button. */
export function DecisionForm(props: DecisionFormProps) {
  const { message, onMessage, placeholder, button, obstacle, isPending, error, isAsking, onAskAgain, onSubmit } = props;
  const obstacleId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (obstacle === null && !isPending && !isAsking) onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {error !== null && <MergeProblem error={toRequestError(error)} isAsking={isAsking} onAskAgain={onAskAgain} />}
      {props.children}
      {placeholder !== null && (
        <Textarea
          label="Message"
          placeholder={placeholder}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={LONGEST_MESSAGE}
          value={message}
          onChange={({ currentTarget }) => onMessage(currentTarget.value)}
        />
      )}
      <div className={styles.bottom}>
        <Button
          type="submit"
          size="md"
          loading={isPending}
          disabled={obstacle !== null || isAsking}
          aria-describedby={obstacle === null ? undefined : obstacleId}
        >
          {button}
        </Button>
        {obstacle !== null && (
          <p id={obstacleId} className={styles.obstacle}>
            {obstacle}
          </p>
        )}
      </div>
    </form>
  );
}

/** Why somebody cannot decide yet; `openCount` questions have no answer. */
export function describeObstacle(repository: RepositoryResponse, openCount: number): string | null {
  if (!canWrite(repository))
    return 'You may look and listen, but not change this song: ask its owner to let you write.';
  if (openCount === 0) return null;
  return openCount === 1 ? 'One question above is still open.' : `${openCount} questions above are still open.`;
}
