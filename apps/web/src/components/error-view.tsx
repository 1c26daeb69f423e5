import { Button } from '@mantine/core';
import { toRequestError } from '../api/request-error.ts';
import { MessageView } from './message-view.tsx';
import { RequestId } from './request-id.tsx';

interface ErrorViewProps {
  error: unknown;
  title?: string;
  level?: 1 | 2 | 3;
  onRetry?: () => void;
}

/** Content that could not be fetched: what happened, what helps, and the id under which the server's log has it. */
export function ErrorView({ error, title, level, onRetry }: ErrorViewProps) {
  const { reason, message, requestId } = toRequestError(error);
  return (
    <MessageView
      role="alert"
      level={level}
      title={title ?? (reason === 'offline' ? 'No connection to the server' : 'This could not be loaded')}
      actions={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <p>{message}</p>
      <RequestId id={requestId} />
    </MessageView>
  );
}
