// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { RequestError } from '../api/request-error.ts';
import { renderPage } from '../testing/render-page.tsx';
import { ErrorView } from './error-view.tsx';

test('an error is told in words, with its request id, and can be tried again', async () => {
  const error = new RequestError({
    reason: 'server-busy',
    message: 'The server is busy.',
    requestId: 'abc-1',
    data: {},
  });
  const retry = vi.fn();
  renderPage(<ErrorView error={error} onRetry={retry} />);
  expect((await screen.findByRole('alert')).textContent).toContain('abc-1');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
});

test('a server that does not answer is called by its name', async () => {
  renderPage(<ErrorView error={new TypeError('Failed to fetch')} />);
  expect(await screen.findByRole('heading', { name: 'No connection to the server' })).toBeTruthy();
});
