// @vitest-environment jsdom
import type { RepositoryResponse } from '@beatflow/shared';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { refuse, renderPage } from '../../testing/render-page.tsx';
import { AccountUsage } from './account-usage.tsx';
import { RepositoryUsage } from './repository-usage.tsx';

const account = { files: 12, fileBytes: 3_200_000_000, storedBytes: 1_100_000_000, waitingBytes: 0, quotaBytes: 50e9 };
const repository = { id: 'song-1234abcd' } as RepositoryResponse;

test('somebody sees what they have used, what is kept of it, and what was saved', async () => {
  renderPage(<AccountUsage />, { 'account.usage': () => account });
  expect(
    await screen.findByText('Your songs: 3.2 GB as files · 1.1 GB kept · 2.1 GB saved by sharing and packing'),
  ).toBeTruthy();
  expect(screen.getByRole('progressbar', { name: 'Storage used' }).getAttribute('aria-valuenow')).toBe('6.4');
  expect(screen.getByText('3.2 GB of 50 GB used')).toBeTruthy();
  expect(screen.queryByText(/not finished/)).toBeNull();
});

test('uploads under way are told, and who has nothing reads no zeros', async () => {
  const waiting = { ...account, files: 0, fileBytes: 0, storedBytes: 0, waitingBytes: 5_000_000 };
  renderPage(<AccountUsage />, { 'account.usage': () => waiting });
  expect(await screen.findByText('5.0 MB of it belong to uploads that are not finished.')).toBeTruthy();
  expect(screen.getByText('5.0 MB of 50 GB used')).toBeTruthy();
  expect(screen.queryByText(/Your songs/)).toBeNull();
});

test('a song tells what its versions take', async () => {
  const usage = { files: 4, fileBytes: 200_000_000, storedBytes: 90_000_000, versionBytes: 400_000_000 };
  renderPage(<RepositoryUsage repository={repository} />, { 'repository.usage': () => usage });
  expect(
    await screen.findByText(
      'All versions: 400 MB as folders of files · 90 MB kept · 310 MB saved by sharing and packing',
    ),
  ).toBeTruthy();
});

test('a song without a version says so', async () => {
  const none = { files: 0, fileBytes: 0, storedBytes: 0, versionBytes: 0 };
  renderPage(<RepositoryUsage repository={repository} />, { 'repository.usage': () => none });
  expect(await screen.findByText('There is no version yet.')).toBeTruthy();
});

test('what could not be added up can be tried again', async () => {
  let isBroken = true;
  renderPage(<AccountUsage />, {
    'account.usage': () => (isBroken ? refuse('internal', 'Something went wrong on the server.')() : account),
  });
  await screen.findByRole('alert');
  isBroken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('3.2 GB of 50 GB used')).toBeTruthy();
});
