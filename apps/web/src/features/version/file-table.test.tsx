// @vitest-environment jsdom
import type { CommitResponse } from '@beatflow/shared';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderPage } from '../../testing/render-page.tsx';
import { FileTable } from './file-table.tsx';
import { useCommit } from './use-commit.ts';

type Audio = CommitResponse['stems'][number]['audio'];

const facts = { format: 'wav', codec: 'pcm-s24', sampleRate: 48_000, channels: 2, bitDepth: 24, sampleFormat: 'int' };

function versionWith(measures: Pick<Audio, 'isMeasured' | 'integratedLufs' | 'truePeakDbtp'>) {
  const stem = { id: 'kick', trackId: 'kick', name: 'Kick', stemType: 'drums', duration: 1, fileSize: 288_044 };
  return { id: 'first', stems: [{ ...stem, audio: { ...facts, ...measures } }] };
}

function Files() {
  const { data } = useCommit('song', 'first');
  return data ? <FileTable stems={data.stems} /> : null;
}

test('what was just pushed is being measured, until the server says how loud it is', async () => {
  const answers = [
    versionWith({ isMeasured: false, integratedLufs: null, truePeakDbtp: null }),
    versionWith({ isMeasured: true, integratedLufs: -14.26, truePeakDbtp: -1 }),
  ];
  const { asked } = renderPage(<Files />, { 'commit.get': () => answers.shift() });
  expect(await screen.findAllByText('measuring …')).toHaveLength(2);
  expect(await screen.findByText('−14.3', {}, { timeout: 4000 })).toBeTruthy();
  expect(screen.getByText('−1.0')).toBeTruthy();
  await new Promise((resolve) => setTimeout(resolve, 1800));
  expect(asked).toHaveLength(2);
});

test('silence is told from what is not measured', async () => {
  renderPage(<Files />, {
    'commit.get': () => versionWith({ isMeasured: true, integratedLufs: null, truePeakDbtp: null }),
  });
  await waitFor(() => expect(screen.getAllByText('−∞')).toHaveLength(2));
});
