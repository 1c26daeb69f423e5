import { describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../../upload/testing/digest-of.ts';
import { refusal } from '../../../upload/testing/fake-server.ts';
import { computeStatus } from '../plan/row-status.ts';
import { chosen, commitOf, makeRig, stemOf } from '../testing/session-rig.ts';
import { computeOutlook } from './push-outlook.ts';
import type { PushSession } from './push-session.ts';
import { hasWork, isUploading } from './push-stakes.ts';

const head = commitOf('c0', [
  stemOf('Kick', 'kick 1', 'drums'),
  stemOf('Bass', 'bass 1', 'bass'),
  stemOf('Vox', 'vox 1', 'vocals'),
]);

const until = (check: () => void) => vi.waitFor(check);
const stage = (session: PushSession, wanted: string) => until(() => expect(session.getState().stage).toBe(wanted));
const allRead = (session: PushSession) => until(() => expect(computeOutlook(session.getState()).isReading).toBe(false));
function rows(session: PushSession) {
  const { plan, prints } = session.getState();
  return plan.rows.map((row) => `${row.name} ${computeStatus(plan, row, prints).kind}${row.isContested ? ' !' : ''}`);
}

describe('a first push', () => {
  it('uploads at once and makes one commit, however often Push is pressed', async () => {
    const { session, api, server } = makeRig();
    expect(session.addFiles(chosen({ '01_Kick 120bpm Am.wav': 'kick', 'Bass.wav': 'bass', '.DS_Store': 'x' }))).toBe(2);
    expect(session.getState().skipped.map(({ path }) => path)).toEqual(['.DS_Store']);
    expect(session.getState().draft).toMatchObject({ bpm: '120', keySignature: 'Am' });
    await until(() => expect(server.complete.size).toBe(2));
    session.push();
    session.push();
    await stage(session, 'pushed');
    session.push();
    expect(api.inputs).toHaveLength(1);
    expect(api.inputs[0]).toMatchObject({
      branch: 'main',
      expectedHead: null,
      bpm: 120,
      keySignature: 'Am',
      stems: [
        { name: 'Kick', stemType: 'drums', audioDigest: digestOf('kick') },
        { name: 'Bass', stemType: 'bass', audioDigest: digestOf('bass') },
      ],
    });
    expect(session.getState().pushed?.id).toBe('c1');
    expect(hasWork(session.getState())).toBe(false);
  });

  it('asks for the version at once when all is there, before the page is drawn anew', async () => {
    const { session, api, server } = makeRig();
    session.addFiles(chosen({ 'Kick.wav': 'kick' }));
    await until(() => expect(server.complete.size).toBe(1));
    const drawn: string[] = [];
    session.subscribe(() => drawn.push(session.getState().stage));
    session.push();
    expect([api.inputs.length, session.getState().stage, drawn]).toEqual([1, 'committing', []]);
    await stage(session, 'pushed');
    await until(() => expect(drawn).toContain('pushed'));
  });

  it('may be pressed before anything is read, and waits for the uploads', async () => {
    const { session, api, reader } = makeRig();
    let open = () => {};
    reader.gate = new Promise((resolve) => {
      open = resolve;
    });
    session.addFiles(chosen({ 'Kick.wav': 'kick' }));
    session.push();
    expect(session.getState().stage).toBe('uploading');
    expect(isUploading(session.getState())).toBe(true);
    open();
    await stage(session, 'pushed');
    expect(api.inputs).toHaveLength(1);
  });

  it('sends two files of the same bytes once', async () => {
    const { session, server } = makeRig();
    session.addFiles(chosen({ 'Gtr L.wav': 'gtr', 'Gtr R.wav': 'gtr' }));
    session.push();
    await stage(session, 'pushed');
    expect(server.received.get(digestOf('gtr'))).toBe(3);
    expect(session.getState().pushed?.stems).toHaveLength(2);
  });

  it('shows the sentence of a broken file, sends nothing of it, and goes on without it', async () => {
    const { session, server } = makeRig();
    session.addFiles(chosen({ 'Kick.wav': 'kick', 'Bass.wav': 'broken' }));
    await allRead(session);
    const bass = [...session.getState().files.values()].find(({ path }) => path === 'Bass.wav')!;
    expect(bass.reading).toEqual({ phase: 'broken', message: 'This file is cut short.' });
    expect(computeOutlook(session.getState()).obstacle).toMatch(/1 file cannot be pushed/);
    session.push();
    expect(session.getState().stage).toBe('reviewing');
    session.edit({ kind: 'discard-file', fileId: bass.id });
    session.push();
    await stage(session, 'pushed');
    expect([...server.complete]).toEqual([digestOf('kick')]);
  });

  it('uploads again, once, what the server has cleared away', async () => {
    const { session, api, server } = makeRig();
    session.addFiles(chosen({ 'Kick.wav': 'kick' }));
    await until(() => expect(server.complete.size).toBe(1));
    server.complete.clear();
    server.kept.clear();
    api.before = [refusal('audio-missing')];
    session.push();
    await stage(session, 'pushed');
    expect(server.received.get(digestOf('kick'))).toBe(8);
  });
});

describe('a next push', () => {
  it('uploads only what sounds new, and keeps the rest', async () => {
    const { session, api, server } = makeRig(head);
    session.addFiles(chosen({ 'Kick_v2.wav': 'kick 2', 'Bass.wav': 'bass 1|other header', 'song_Pad.wav': 'pad' }));
    await allRead(session);
    expect(rows(session)).toEqual(['Kick replaced', 'Bass unchanged', 'Vox kept', 'Pad new']);
    session.edit({ kind: 'remove', rowId: 'track:t-Vox' });
    session.changeDraft({ message: 'Tighter', bpm: '122' });
    session.push();
    await stage(session, 'pushed');
    expect([...server.complete].toSorted()).toEqual([digestOf('kick 2'), digestOf('pad')].toSorted());
    expect(api.inputs[0]).toMatchObject({
      expectedHead: 'c0',
      message: 'Tighter',
      bpm: 122,
      stems: [
        { trackId: 't-Kick', audioDigest: digestOf('kick 2') },
        { trackId: 't-Bass', audioDigest: digestOf('bass 1') },
        { name: 'Pad', audioDigest: digestOf('pad') },
      ],
    });
  });

  it('says that there is nothing to push', async () => {
    const { session, server } = makeRig(head);
    session.addFiles(chosen({ 'Kick.wav': 'kick 1', 'Bass.wav': 'bass 1|x' }));
    await allRead(session);
    expect(computeOutlook(session.getState()).obstacle).toMatch(/^Nothing to push/);
    session.push();
    expect(session.getState().stage).toBe('reviewing');
    expect(server.received.size).toBe(0);
  });

  it('comes back with that sentence when Push was pressed before the files were read', async () => {
    const { session, api } = makeRig(head);
    session.addFiles(chosen({ 'Kick.wav': 'kick 1' }));
    session.push();
    await until(() => expect(session.getState().problem?.message).toMatch(/^Nothing to push/));
    expect(session.getState().stage).toBe('reviewing');
    expect(api.inputs).toEqual([]);
  });

  it('stops an upload that the plan needs no longer, and starts it again when it does', async () => {
    const { session, server, queue } = makeRig(head);
    server.gate = new Promise(() => {});
    session.addFiles(chosen({ 'Kick.wav': 'kick 2' }));
    const digest = digestOf('kick 2');
    await until(() => expect(queue.find(digest)?.phase).toBe('uploading'));
    session.edit({ kind: 'remove', rowId: 'track:t-Kick' });
    expect(queue.find(digest)?.phase).toBe('cancelled');
    server.gate = null;
    session.edit({ kind: 'restore', rowId: 'track:t-Kick' });
    await until(() => expect(queue.find(digest)?.phase).toBe('done'));
  });

  it('leaves an upload cancelled that a person has cancelled, until they press Push', async () => {
    const { session, server, queue } = makeRig(head);
    server.gate = new Promise(() => {});
    session.addFiles(chosen({ 'Kick.wav': 'kick 2' }));
    await until(() => expect(queue.find(digestOf('kick 2'))?.phase).toBe('uploading'));
    session.cancelAll();
    session.edit({ kind: 'rename', rowId: 'track:t-Bass', name: 'Low' });
    expect(queue.find(digestOf('kick 2'))?.phase).toBe('cancelled');
    server.gate = null;
    session.push();
    await stage(session, 'pushed');
  });

  it('says that the session has ended, and goes on after signing in', async () => {
    const { session, server } = makeRig(head);
    server.refusals = [refusal('sign-in-required')];
    session.addFiles(chosen({ 'Kick.wav': 'kick 2' }));
    session.push();
    await until(() => expect(session.getState().problem).toMatchObject({ needsSignIn: true }));
    session.push();
    await stage(session, 'pushed');
  });

  it('makes one commit although the answer to it got lost', async () => {
    const { session, api } = makeRig(head);
    api.after = [refusal('offline')];
    session.addFiles(chosen({ 'Kick.wav': 'kick 2' }));
    session.push();
    await stage(session, 'pushed');
    expect(session.getState().pushed?.id).toBe('c1');
    expect(api.heads.get('main')?.id).toBe('c1');
  });
});

describe('when somebody pushed meanwhile', () => {
  const theirs = commitOf(
    'x1',
    [
      head.stems[0]!,
      {
        ...head.stems[1]!,
        audioDigest: digestOf('bass 2'),
        audio: { ...head.stems[1]!.audio, pcmDigest: digestOf('pcm bass 2') },
      },
      head.stems[2]!,
    ],
    {
      parentCommitId: 'c0',
      authorName: 'robin',
      bpm: 124,
    },
  );

  async function collide(files: Record<string, string>) {
    const rig = makeRig(head);
    rig.session.addFiles(chosen(files));
    await allRead(rig.session);
    rig.api.heads.set('main', theirs);
    rig.session.push();
    await until(() => expect(rig.session.getState().moved?.id).toBe('x1'));
    return rig;
  }

  it('tells who, and loses nothing', async () => {
    const { session, server } = await collide({ 'Kick.wav': 'kick 2' });
    const { moved, plan, stage: now } = session.getState();
    expect([moved?.authorName, now, plan.files.length]).toEqual(['robin', 'reviewing', 1]);
    expect(server.complete.has(digestOf('kick 2'))).toBe(true);
  });

  it('puts my files on top of theirs, without sending anything again', async () => {
    const { session, api, server } = await collide({ 'Kick.wav': 'kick 2' });
    session.rebase();
    expect(rows(session)).toEqual(['Kick replaced', 'Bass kept', 'Vox kept']);
    expect(session.getState().draft.bpm).toBe('124');
    session.push();
    await stage(session, 'pushed');
    expect(api.inputs.at(-1)).toMatchObject({
      expectedHead: 'x1',
      stems: [{ audioDigest: digestOf('kick 2') }, { audioDigest: digestOf('bass 2') }, {}],
    });
    expect(server.received.get(digestOf('kick 2'))).toBe(6);
  });

  it('marks what both touched', async () => {
    const { session } = await collide({ 'Bass.wav': 'bass 3' });
    session.rebase();
    expect(rows(session)).toEqual(['Kick kept', 'Bass replaced !', 'Vox kept']);
  });

  it('keeps mine as a branch that starts where I started', async () => {
    const { session, api } = await collide({ 'Kick.wav': 'kick 2' });
    await expect(session.keepAsBranch('main')).rejects.toThrow(/already/);
    api.heads.set('old', head);
    await session.keepAsBranch('my-kick');
    await stage(session, 'pushed');
    expect(api.heads.get('main')?.id).toBe('x1');
    expect(api.inputs.at(-1)).toMatchObject({ branch: 'my-kick', expectedHead: 'c0' });
  });

  it('keeps a first version as a branch of its own', async () => {
    const { session, api } = makeRig();
    session.addFiles(chosen({ 'Kick.wav': 'kick' }));
    await allRead(session);
    api.heads.set('main', theirs);
    session.push();
    await until(() => expect(session.getState().moved?.id).toBe('x1'));
    await session.keepAsBranch('mine');
    await stage(session, 'pushed');
    expect(api.inputs.at(-1)).toMatchObject({ branch: 'mine', expectedHead: 'x1', stems: [{ name: 'Kick' }] });
  });
});

it('lets go of everything when it is closed', async () => {
  const { session, server, queue, reader } = makeRig(head);
  server.gate = new Promise(() => {});
  session.addFiles(chosen({ 'Kick.wav': 'kick 2' }));
  await until(() => expect(queue.find(digestOf('kick 2'))?.phase).toBe('uploading'));
  expect(hasWork(session.getState())).toBe(true);
  session.dispose();
  expect(queue.find(digestOf('kick 2'))?.phase).toBe('cancelled');
  expect(reader.isDisposed).toBe(true);
});
