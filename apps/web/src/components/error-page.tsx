import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toRequestError } from '../api/request-error.ts';
import { ButtonLink } from './button-link.tsx';
import { MessageView } from './message-view.tsx';
import { RequestId } from './request-id.tsx';
import { usePageTitle } from './use-page-title.ts';

/** The page instead of one that failed. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  usePageTitle('Something went wrong');
  useEffect(() => queries.reset(), [queries]);
  const { message, requestId } = toRequestError(error);

  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <MessageView
      role="alert"
      level={1}
      title="Something went wrong"
      actions={
        <>
          <Button onClick={retry}>Try again</Button>
          <ButtonLink variant="default" to="/">
            Go to the start
          </ButtonLink>
        </>
      }
    >
      <p>{message}</p>
      <RequestId id={requestId} />
    </MessageView>
  );
}
