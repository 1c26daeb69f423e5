// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { Transfer } from '../../../upload/transfer.ts';
import { computeOutlook } from '../session/push-outlook.ts';
import type { LocalFile, PushState } from '../session/push-state.ts';
import { commitOf, makeRig, stemOf } from '../testing/session-rig.ts';
import { describeProgress } from './progress-announcer.tsx';
import { PushFooter } from './push-footer.tsx';
import { PushNotices } from './push-notices.tsx';
import { RowTransfer } from './row-transfer.tsx';

// A part of a browser that jsdom lacks and a growing text field asks for.
Object.defineProperty(document, 'fonts', { value: new EventTarget() });

function show(view: ReactNode) {
  return render(<MantineProvider>{view}</MantineProvider>);
}

const head = commitOf('c0', [stemOf('Kick', 'kick 1', 'drums')]);

describe('RowTransfer', () => {
  const file: LocalFile = {
    id: 'f1',
    path: 'a/Bass.wav',
    file: new File(['x'.repeat(1000)], 'Bass.wav'),
    reading: { phase: 'read' },
  };
  const showTransfer = (transfer: Transfer | null, change: Partial<LocalFile> = {}) => {
    cleanup();
    const actions = { onCancel: vi.fn(), onRetry: vi.fn() };
    show(<RowTransfer file={{ ...file, ...change }} transfer={transfer} isNeeded {...actions} />);
    return actions;
  };

  it('says how far a file is, how fast and how long still', async () => {
    const { onCancel } = showTransfer({
      phase: 'uploading',
      sentBytes: 420,
      travelBytes: 1000,
      bytesPerSecond: 3_100_000,
      secondsLeft: 12,
    });
    expect(screen.getByText('42% · 3.1 MB/s · 15 s left')).toBeTruthy();
    expect(screen.getByRole('progressbar', { name: 'Uploading a/Bass.wav' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel the upload of a/Bass.wav' }));
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('says how much will travel while it waits, and until it is known how fast', () => {
    showTransfer({ phase: 'waiting' });
    expect(screen.getByText('Waiting to be uploaded')).toBeTruthy();
    showTransfer({ phase: 'waiting', travelBytes: 0 });
    expect(screen.getByText('Waiting: nothing to send')).toBeTruthy();
    const uploading = { phase: 'uploading' as const, sentBytes: 900, bytesPerSecond: null, secondsLeft: null };
    showTransfer({ ...uploading, travelBytes: 1000 });
    expect(screen.getByText('90% · 1.0 kB to send')).toBeTruthy();
  });

  it('says what keeps it, and that it goes on by itself', () => {
    showTransfer({ phase: 'retrying', sentBytes: 500, isOffline: true, retryAtMs: 0 });
    expect(screen.getByText('You are offline. It goes on by itself.')).toBeTruthy();
    showTransfer({ phase: 'retrying', sentBytes: 500, isOffline: false, retryAtMs: 0 });
    expect(screen.getByText('Connection lost at 50%. Trying again…')).toBeTruthy();
  });

  it('says why a file is not read while the part that reads cannot arrive', () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    showTransfer(null, { reading: { phase: 'waiting' } });
    expect(screen.getByText('You are offline. It goes on by itself.')).toBeTruthy();
    online.mockReturnValue(true);
    showTransfer(null, { reading: { phase: 'waiting' } });
    expect(screen.getByText('Waiting to be read')).toBeTruthy();
    online.mockRestore();
  });

  it('offers to try again what may succeed, and not what cannot', async () => {
    const { onRetry } = showTransfer({ phase: 'failed', reason: 'offline', message: 'No server.', requestId: null });
    await userEvent.click(screen.getByRole('button', { name: 'Try again: a/Bass.wav' }));
    expect(onRetry).toHaveBeenCalledOnce();
    showTransfer({ phase: 'failed', reason: 'audio-empty', message: 'Zero frames.', requestId: null });
    expect(screen.getByText('Zero frames.')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows the sentence of a file that is broken', () => {
    showTransfer(null, { reading: { phase: 'broken', message: 'This file is cut short.' } });
    expect(screen.getByText('This file is cut short.')).toBeTruthy();
  });
});

describe('PushFooter', () => {
  function showFooter(change: Partial<PushState>) {
    const { session } = makeRig(head);
    const state = { ...session.getState(), ...change };
    const actions = { onDraft: vi.fn(), onPush: vi.fn(), onStop: vi.fn(), onTakeOutBroken: vi.fn() };
    show(<PushFooter state={state} outlook={computeOutlook(state)} {...actions} />);
    return actions;
  }

  it('says why Push cannot be pressed', () => {
    showFooter({});
    expect(screen.getByRole('button', { name: 'Push' })).toHaveProperty('disabled', true);
    expect(screen.getByText('Nothing to push: every stem sounds exactly as it did.')).toBeTruthy();
  });

  it('goes on without the files that are broken', async () => {
    const state = makeRig(head).session.getState();
    const onTakeOutBroken = vi.fn();
    const actions = { onDraft: vi.fn(), onPush: vi.fn(), onStop: vi.fn(), onTakeOutBroken };
    const outlook = { ...computeOutlook(state), brokenCount: 2, obstacle: '2 files cannot be pushed.' };
    show(<PushFooter state={state} outlook={outlook} {...actions} />);
    await userEvent.click(screen.getByRole('button', { name: 'Go on without them' }));
    expect(onTakeOutBroken).toHaveBeenCalledOnce();
  });

  it('says how a key will be written, and writes it so on leaving', async () => {
    const { onDraft } = showFooter({ draft: { message: '', bpm: '120', keySignature: 'f sharp minor' } });
    expect(screen.getByText('Will be written F#m')).toBeTruthy();
    await userEvent.click(screen.getByLabelText('Key'));
    await userEvent.tab();
    expect(onDraft).toHaveBeenCalledWith({ keySignature: 'F#m' });
  });

  it('pushes on Enter in a field', async () => {
    const { onPush } = showFooter({ draft: { message: '', bpm: '121', keySignature: 'Am' } });
    await userEvent.type(screen.getByLabelText('Tempo (bpm)'), '{Enter}');
    expect(onPush).toHaveBeenCalledOnce();
  });
});

it('names what was left out, and the rest on demand', () => {
  const { session } = makeRig(head);
  const skipped = ['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((path) => ({ path: `Song/${path}`, because: 'not audio' }));
  show(<PushNotices state={{ ...session.getState(), skipped }} onForgetSkipped={() => {}} />);
  expect(
    screen.getByText(/Left out 4 files: a.txt \(not audio\), b.txt \(not audio\), c.txt \(not audio\) …/),
  ).toBeTruthy();
  expect(screen.getByText('d.txt (not audio)')).toBeTruthy();
});

it('asks to sign in again when the session has ended', () => {
  const { session } = makeRig(head);
  const problem = { message: 'Your session has ended.', requestId: 'r-7', needsSignIn: true };
  show(<PushNotices state={{ ...session.getState(), problem }} onForgetSkipped={() => {}} />);
  expect(screen.getByRole('alert').textContent).toContain('r-7');
  expect(screen.getByRole('link', { name: 'Sign in (new tab)' })).toBeTruthy();
});

it('tells those who do not see the bars how it goes on', () => {
  const { session } = makeRig(head);
  expect(describeProgress({ ...session.getState(), stage: 'committing' })).toBe(
    'All files are there. Making the version.',
  );
});
