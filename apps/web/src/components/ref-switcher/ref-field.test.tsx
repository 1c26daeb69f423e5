// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { renderPage } from '../../testing/render-page.tsx';
import { RefField } from './ref-field.tsx';

const id = '0f8b2c3e-6a51-4a3e-9d53-0c1f5a1b2c3d';
const answers = {
  'branch.list': ({ cursor }: { cursor?: string } = {}) =>
    cursor === undefined
      ? { items: [{ id: 'a', name: 'bass', headCommitId: 'a' }], nextCursor: 'more' }
      : { items: [{ id: 'm', name: 'main', headCommitId: 'm' }], nextCursor: null },
  'tag.list': () => ({ items: [{ id: 'v1', name: 'v1', commitId: 'one' }], nextCursor: null }),
  'commit.get': () => ({ id, digest: 'abcdef0123456789', stems: [] }),
} as Parameters<typeof renderPage>[1];

test('every branch and tag can be chosen, also those of a later page', async () => {
  const onChoose = vi.fn();
  const user = userEvent.setup();
  renderPage(<RefField repositoryId="song" label="Before" value="bass" onChoose={onChoose} />, answers);
  await user.click(await screen.findByRole('combobox', { name: 'Before' }));
  expect(await screen.findByRole('option', { name: 'v1' })).toBeTruthy();
  await user.click(await screen.findByRole('option', { name: 'main' }));
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('main');
});

test('where only a branch will do, no tag is offered', async () => {
  const user = userEvent.setup();
  renderPage(<RefField repositoryId="song" label="Branch" isBranch value="bass" onChoose={() => {}} />, answers);
  await user.click(await screen.findByRole('combobox', { name: 'Branch' }));
  expect(await screen.findByRole('option', { name: 'main' })).toBeTruthy();
  expect(screen.queryByRole('option', { name: 'v1' })).toBeNull();
});

test('a version that a link names by its id is shown by its digest', async () => {
  renderPage(<RefField repositoryId="song" label="After" value={id} onChoose={() => {}} />, answers);
  expect(await screen.findByDisplayValue('abcdef01')).toBeTruthy();
});
