// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { refuse, renderPage } from '../../testing/render-page.tsx';
import { ProfileRepositories } from './profile-repositories.tsx';

const song = (name: string) => ({ id: `${name}-1234abcd`, ownerUsername: 'ada', name, isPublic: true, head: null });

test('while the songs are on their way, a reader is told so', async () => {
  renderPage(<ProfileRepositories owner="ada" isMine={false} />, {
    'repository.list': () => ({ items: [song('one')], nextCursor: null }),
  });
  expect(await screen.findByRole('status', { name: 'Loading songs' })).toBeTruthy();
  expect(await screen.findByRole('link', { name: 'one' })).toBeTruthy();
});

test('a person without public songs has words for it', async () => {
  renderPage(<ProfileRepositories owner="ada" isMine={false} />, {
    'repository.list': () => ({ items: [], nextCursor: null }),
  });
  expect(await screen.findByText('ada has not published anything so far.')).toBeTruthy();
});

test('the next page of a list comes on demand, after what is there', async () => {
  renderPage(<ProfileRepositories owner="ada" isMine />, {
    'repository.list': (input) =>
      (input as { cursor?: string }).cursor === 'two'
        ? { items: [song('second')], nextCursor: null }
        : { items: [song('first')], nextCursor: 'two' },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'More songs' }));
  expect(await screen.findByRole('link', { name: 'second' })).toBeTruthy();
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent?.slice(0, 5))).toEqual([
    'first',
    'secon',
  ]);
  expect(screen.queryByRole('button', { name: 'More songs' })).toBeNull();
});

test('a list that could not be fetched says why', async () => {
  renderPage(<ProfileRepositories owner="ada" isMine={false} />, {
    'repository.list': refuse('internal', 'Something went wrong on the server.'),
  });
  expect((await screen.findByRole('alert')).textContent).toContain('request-1');
});
