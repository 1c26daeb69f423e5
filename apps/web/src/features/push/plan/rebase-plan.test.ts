import { describe, expect, it } from 'vitest';
import { parentStem, planFile, print } from '../testing/plan-factory.ts';
import { editPlan } from './edit-plan.ts';
import { matchStems } from './match-stems.ts';
import type { FilePrints, PushPlan } from './push-plan.ts';
import { rebasePlan } from './rebase-plan.ts';
import { computeStatus } from './row-status.ts';
import { rebaseDraft } from './song-draft.ts';

const kick = parentStem('Kick', 'drums');
const bass = parentStem('Bass', 'bass');
const vox = parentStem('Vox', 'vocals');
const base = [kick, bass, vox];

function lines(plan: PushPlan, prints: FilePrints) {
  return plan.rows.map((row) => `${row.name} ${computeStatus(plan, row, prints).kind}${row.isContested ? ' !' : ''}`);
}

describe('rebasePlan', () => {
  it('lets my files win on the tracks that I touched and keeps theirs on all others', () => {
    const prints = new Map([['f-Bass.wav', print('Bass 2')]]);
    const mine = matchStems([planFile('Bass.wav')], base);
    const theirs = [{ ...kick, audioDigest: 'file-Kick 2' }, bass, vox, parentStem('Pad', 'melody')];
    const plan = rebasePlan(mine, theirs, prints);
    expect(lines(plan, prints)).toEqual(['Kick kept', 'Bass replaced', 'Vox kept', 'Pad kept']);
    expect(plan.parent).toBe(theirs);
  });

  it('marks a track that both touched', () => {
    const prints = new Map([['f-Bass.wav', print('Bass 2')]]);
    const theirs = [
      kick,
      { ...bass, audioDigest: 'file-Bass 3', audio: { ...bass.audio, pcmDigest: 'pcm-Bass 3' } },
      vox,
    ];
    expect(lines(rebasePlan(matchStems([planFile('Bass.wav')], base), theirs, prints), prints)).toEqual([
      'Kick kept',
      'Bass replaced !',
      'Vox kept',
    ]);
  });

  it('does not undo theirs with a file that was no change to begin with', () => {
    const prints = new Map([['f-Bass.wav', print('Bass')]]);
    const theirs = [
      kick,
      { ...bass, audioDigest: 'file-Bass 3', audio: { ...bass.audio, pcmDigest: 'pcm-Bass 3' } },
      vox,
    ];
    const plan = rebasePlan(matchStems([planFile('Bass.wav')], base), theirs, prints);
    expect(lines(plan, prints)).toEqual(['Kick kept', 'Bass kept', 'Vox kept']);
    expect(plan.files).toEqual([]);
  });

  it('follows their rename unless I renamed too', () => {
    const mine = editPlan(matchStems([], base), { kind: 'rename', rowId: 'track:t-Vox', name: 'Lead' });
    const theirs = [{ ...kick, name: 'Kick In' }, bass, { ...vox, name: 'Singer' }];
    expect(lines(rebasePlan(mine, theirs, new Map()), new Map())).toEqual(['Kick In kept', 'Bass kept', 'Lead kept !']);
  });

  it('follows their removal, but not of a track that I have a new file for', () => {
    const prints = new Map([['f-Bass.wav', print('Bass 2')]]);
    const plan = rebasePlan(matchStems([planFile('Bass.wav')], base), [vox], prints);
    expect(lines(plan, prints)).toEqual(['Vox kept', 'Bass new !']);
    expect(plan.rows[1]!.trackId).toBe('t-Bass');
  });

  it('removes what I removed', () => {
    const mine = editPlan(matchStems([], base), { kind: 'remove', rowId: 'track:t-Kick' });
    expect(lines(rebasePlan(mine, base, new Map()), new Map())).toEqual(['Kick removed', 'Bass kept', 'Vox kept']);
    expect(lines(rebasePlan(mine, [bass, vox], new Map()), new Map())).toEqual(['Bass kept', 'Vox kept']);
  });

  it('finds a stem that both added', () => {
    const prints = new Map([
      ['f-Pad.wav', print('Pad')],
      ['f-Arp.wav', print('Arp')],
    ]);
    const mine = matchStems([planFile('Pad.wav'), planFile('Arp.wav')], base);
    const theirs = [...base, parentStem('pad', 'melody', 'Pad'), parentStem('Arp', 'melody', 'other')];
    expect(lines(rebasePlan(mine, theirs, prints), prints)).toEqual([
      'Kick kept',
      'Bass kept',
      'Vox kept',
      'pad unchanged',
      'Arp replaced !',
    ]);
  });

  it('keeps the order that I made', () => {
    const mine = editPlan(matchStems([], base), { kind: 'move', rowId: 'track:t-Vox', by: -2 });
    const plan = rebasePlan(mine, [...base, parentStem('Pad')], new Map());
    expect(plan.rows.map(({ name }) => name)).toEqual(['Vox', 'Kick', 'Bass', 'Pad']);
  });

  it('works when the first version of an empty repository was pushed twice', () => {
    const prints = new Map([
      ['f-Kick.wav', print('Kick')],
      ['f-Pad.wav', print('Pad')],
    ]);
    const plan = rebasePlan(matchStems([planFile('Kick.wav'), planFile('Pad.wav')], []), [kick, bass], prints);
    expect(lines(plan, prints)).toEqual(['Kick unchanged', 'Bass kept', 'Pad new']);
  });
});

describe('rebaseDraft', () => {
  const before = { bpm: 120, keySignature: 'Am' };
  const after = { bpm: 124, keySignature: 'C' };

  it('follows theirs where I left a field alone', () => {
    expect(rebaseDraft({ message: 'hi', bpm: '120.0', keySignature: 'a minor' }, before, after)).toEqual({
      message: 'hi',
      bpm: '124',
      keySignature: 'C',
    });
  });

  it('keeps what I typed, an emptied field included', () => {
    expect(rebaseDraft({ message: '', bpm: '126', keySignature: '' }, before, after)).toEqual({
      message: '',
      bpm: '126',
      keySignature: '',
    });
  });
});
