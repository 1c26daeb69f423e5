import { describe, expect, it } from 'vitest';
import { parentStem, planFile, print } from '../testing/plan-factory.ts';
import { addFiles, matchStems, rematchByAudio } from './match-stems.ts';
import type { FilePrints, PushPlan } from './push-plan.ts';
import { computeStatus } from './row-status.ts';

const parent = [parentStem('Kick', 'drums'), parentStem('Bass', 'bass'), parentStem('LeadVox', 'vocals')];

function summary(plan: PushPlan, prints: FilePrints = new Map()) {
  return plan.rows.map((row) => `${row.name}: ${computeStatus(plan, row, prints).kind}`);
}

describe('matchStems', () => {
  it('makes every file new in an empty repository', () => {
    const plan = matchStems([planFile('01_Kick.wav'), planFile('02_Bass_v3.wav')], []);
    expect(summary(plan)).toEqual(['Kick: new', 'Bass: new']);
    expect(plan.rows.map(({ stemType }) => stemType)).toEqual(['drums', 'bass']);
  });

  it('matches by name whatever the case and the version, and keeps what was not dropped', () => {
    const plan = matchStems([planFile('03_leadvox_v8.wav'), planFile('KICK_final.wav')], parent);
    expect(summary(plan)).toEqual(['Kick: replaced', 'Bass: kept', 'LeadVox: replaced']);
  });

  it('matches by type and similar name where no name is equal', () => {
    const plan = matchStems([planFile('Night Drive Lead Vox.wav'), planFile('Bass DI.wav')], parent);
    expect(summary(plan)).toEqual(['Kick: kept', 'Bass: replaced', 'LeadVox: replaced']);
  });

  it('never takes a similar name of another type for the same stem', () => {
    expect(summary(matchStems([planFile('Kick Bass.wav')], [parent[0]!]))).toEqual(['Kick: kept', 'Kick Bass: new']);
  });

  it('never puts two files on one track', () => {
    const plan = matchStems([planFile('a/Bass_v1.wav'), planFile('b/bass v2.wav'), planFile('Bass DI.wav')], parent);
    expect(plan.rows.filter(({ trackId }) => trackId === 't-Bass')).toHaveLength(1);
    expect(summary(plan).filter((line) => line.endsWith('new'))).toHaveLength(2);
  });

  it('prefers the equal name over a similar one, in any order of the files', () => {
    const files = [planFile('Gtr.wav'), planFile('Gtr 2.wav')];
    const stems = [parentStem('Gtr 2', 'melody'), parentStem('Gtr', 'melody')];
    for (const order of [files, files.toReversed()]) {
      const plan = matchStems(order, stems);
      expect(plan.rows.map(({ fileId }) => fileId)).toEqual(['f-Gtr 2.wav', 'f-Gtr.wav']);
    }
  });

  it('takes the type and the name of the track over those of the file', () => {
    const [row] = matchStems([planFile('thing.wav')], [parentStem('Thing', 'melody')]).rows;
    expect(row).toMatchObject({ name: 'Thing', stemType: 'melody' });
  });
});

describe('addFiles', () => {
  it('lets a file of the same path take the place of the earlier one', () => {
    const first = matchStems([planFile('Bass.wav')], parent);
    const again = { ...planFile('Bass.wav'), id: 'second' };
    const plan = addFiles(first, [again]);
    expect(plan.rows.map(({ fileId }) => fileId)).toEqual([null, 'second', null]);
    expect(plan.files.map(({ id }) => id)).toEqual(['second']);
  });

  it('keeps what was placed before', () => {
    const plan = addFiles(matchStems([planFile('Bass.wav')], parent), [planFile('Pad.wav'), planFile('Kick.wav')]);
    expect(summary(plan)).toEqual(['Kick: replaced', 'Bass: replaced', 'LeadVox: kept', 'Pad: new']);
  });
});

describe('rematchByAudio', () => {
  it('finds a renamed file by its bytes or its sound', () => {
    const plan = matchStems([planFile('Low End.wav')], parent);
    for (const [found, because] of [
      [print('Bass'), 'same-file'],
      [print('Bass', '-re-exported'), 'same-sound'],
    ] as const) {
      const next = rematchByAudio(plan, 'f-Low End.wav', found);
      const row = next.rows.find(({ trackId }) => trackId === 't-Bass')!;
      expect(next.rows).toHaveLength(3);
      expect(computeStatus(next, row, new Map([['f-Low End.wav', found]]))).toEqual({ kind: 'unchanged', because });
    }
  });

  it('moves a file that swapped names with another stem', () => {
    const plan = rematchByAudio(matchStems([planFile('Kick.wav')], parent), 'f-Kick.wav', print('Bass'));
    expect(plan.rows.map(({ fileId }) => fileId)).toEqual([null, 'f-Kick.wav', null]);
  });

  it('leaves a match alone that a person has made', () => {
    const plan = matchStems([planFile('Low End.wav')], parent);
    const pinned = { ...plan, rows: plan.rows.map((row) => ({ ...row, isPinned: true })) };
    expect(rematchByAudio(pinned, 'f-Low End.wav', print('Bass'))).toBe(pinned);
  });
});
