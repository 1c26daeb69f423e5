// @vitest-environment jsdom
import type { RepositoryResponse } from '@beatflow/shared';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { refuse, renderPage } from '../../testing/render-page.tsx';
import { RefSwitcher } from './ref-switcher.tsx';

const repository = (role: RepositoryResponse['role']) =>
  ({ id: 'song', defaultBranch: 'main', role, head: { id: 'head' } }) as RepositoryResponse;
const current = { kind: 'branch', name: 'main', commitId: 'head' } as const;
const answers = {
  'branch.list': () => ({
    items: ['bass', 'live', 'main'].map((name) => ({ id: name, name, headCommitId: name })),
    nextCursor: null,
  }),
  'tag.list': () => ({ items: [{ id: 'v1', name: 'v1', commitId: 'one' }], nextCursor: null }),
};

test('typing finds a branch, and Enter goes there', async () => {
  const onChoose = vi.fn();
  const user = userEvent.setup();
  renderPage(<RefSwitcher repository={repository('writer')} current={current} onChoose={onChoose} />, answers);
  await user.click(await screen.findByRole('button', { name: /^Branch main/ }));
  await screen.findByRole('option', { name: 'bass' });
  await screen.findByRole('option', { name: 'v1' });
  const options = screen.getAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toEqual([
    'maindefault',
    'bass',
    'live',
    'v1',
    'New branch from this version',
  ]);
  await user.type(screen.getByRole('combobox', { name: 'Find a branch or tag' }), 'LI{ArrowDown}{Enter}');
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('live');
});

test('somebody who may not write is offered no new branch, and learns when nothing is called so', async () => {
  const user = userEvent.setup();
  renderPage(<RefSwitcher repository={repository('reader')} current={current} onChoose={() => {}} />, answers);
  await user.click(await screen.findByRole('button', { name: /^Branch main/ }));
  await screen.findByRole('option', { name: 'bass' });
  await user.type(screen.getByRole('combobox', { name: 'Find a branch or tag' }), 'zither');
  expect(await screen.findByText('No branch or tag is called so.')).toBeTruthy();
  expect(screen.queryAllByRole('option')).toEqual([]);
});

test('a list that could not be loaded says so', async () => {
  const user = userEvent.setup();
  const failing = { ...answers, 'branch.list': refuse('forbidden', 'No.') };
  renderPage(<RefSwitcher repository={repository('reader')} current={current} onChoose={() => {}} />, failing);
  await user.click(await screen.findByRole('button', { name: /^Branch main/ }));
  expect(await screen.findByText('They could not be loaded.')).toBeTruthy();
});
