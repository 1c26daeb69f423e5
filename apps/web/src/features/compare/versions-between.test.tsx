// @vitest-environment jsdom
import type { RepositoryResponse } from '@beatflow/shared';
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Changes } from '../../components/changes/compare-types.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { VersionsBetween } from './versions-between.tsx';

const repository = { id: 'song', name: 'song', ownerUsername: 'ana' } as RepositoryResponse;
const commit = (message: string) =>
  ({
    id: message,
    message,
    authorName: 'ben',
    createdAt: '2026-01-01T00:00:00.000Z',
  }) as Changes['aheadCommits'][number];
const apart = (ahead: number, behind: number, more: Partial<Changes>) =>
  ({ ahead, behind, aheadCommits: [], behindCommits: [], ...more }) as Changes;

test('the steps of both sides are listed, and those that are not shown are counted', async () => {
  const changes = apart(3, 1, {
    aheadCommits: [commit('Louder'), commit('Faster')],
    behindCommits: [commit('Slower bass')],
  });
  renderPage(<VersionsBetween repository={repository} changes={changes} />, {});
  const ahead = await screen.findByRole('list', { name: 'Only in After' });
  expect(
    within(ahead)
      .getAllByRole('link')
      .map(({ textContent }) => textContent),
  ).toEqual(['Louder', 'Faster']);
  expect(screen.getByText('and 1 more')).toBeTruthy();
  expect(within(screen.getByRole('list', { name: 'Only in Before' })).getByRole('link').textContent).toBe(
    'Slower bass',
  );
});

test('a single step has nothing in between', async () => {
  const changes = apart(1, 0, { aheadCommits: [commit('Louder')] });
  renderPage(
    <>
      <p>Drawn</p>
      <VersionsBetween repository={repository} changes={changes} />
    </>,
    {},
  );
  await screen.findByText('Drawn');
  expect(screen.queryByText('Versions between')).toBeNull();
});
