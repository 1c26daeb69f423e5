import { expect, it, vi } from 'vitest';
import { refusal } from '../../../upload/testing/fake-server.ts';
import { chosen, makeRig } from '../testing/session-rig.ts';
import { computeProgress, listBroken } from './push-outlook.ts';

it('waits for nothing of a file that is broken, wherever that was found', async () => {
  const { session, server } = makeRig();
  server.refusals.push(refusal('audio-unreadable', 'This is not audio.'));
  session.addFiles(chosen({ 'Bass.wav': 'broken', 'Noise.wav': 'noise' }));
  await vi.waitFor(() => expect(listBroken(session.getState())).toHaveLength(2));
  session.addFiles(chosen({ 'Kick.wav': 'kick' }));
  await vi.waitFor(() => {
    expect(computeProgress(session.getState())).toMatchObject({ sentBytes: 4, totalBytes: 4 });
  });
  expect(listBroken(session.getState()).map(({ path }) => path)).toEqual(['Bass.wav', 'Noise.wav']);
});
