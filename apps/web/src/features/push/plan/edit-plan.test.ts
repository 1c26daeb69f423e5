import { expect, it } from 'vitest';
import { parentStem, planFile, print } from '../testing/plan-factory.ts';
import { checkPlan, countChanges, hasChanges } from './check-plan.ts';
import { editPlan, listTargets } from './edit-plan.ts';
import { matchStems } from './match-stems.ts';
import { startPlan } from './push-plan.ts';
import { noFacts } from './song-draft.ts';
import { toStems } from './to-stems.ts';

const parent = [parentStem('Kick', 'drums'), parentStem('Bass', 'bass')];
const start = matchStems([planFile('Kick.wav'), planFile('Pad.wav')], parent);
const lines = (plan: typeof start) => plan.rows.map((row) => `${row.name} ← ${row.fileId ?? 'kept'}`);

it('puts a file on another track, and the track it came from is kept', () => {
  const plan = editPlan(start, { kind: 'assign', fileId: 'f-Kick.wav', trackId: 't-Bass' });
  expect(lines(plan)).toEqual(['Kick ← kept', 'Bass ← f-Kick.wav', 'Pad ← f-Pad.wav']);
});

it('makes a file new whose track was given to another file', () => {
  const plan = editPlan(start, { kind: 'assign', fileId: 'f-Pad.wav', trackId: 't-Kick' });
  expect(lines(plan)).toEqual(['Kick ← f-Pad.wav', 'Bass ← kept', 'Kick ← f-Kick.wav']);
  expect([...checkPlan(plan).names.keys()]).toEqual(['track:t-Kick', 'file:f-Kick.wav']);
});

it('makes a matched file new', () => {
  const plan = editPlan(start, { kind: 'assign', fileId: 'f-Kick.wav', trackId: null });
  expect(lines(plan)).toEqual(['Kick ← kept', 'Bass ← kept', 'Pad ← f-Pad.wav', 'Kick ← f-Kick.wav']);
});

it('removes a track and takes that back, with the file that lay on it', () => {
  const removed = editPlan(start, { kind: 'remove', rowId: 'track:t-Kick' });
  expect(removed.rows[0]!.isRemoved).toBe(true);
  const restored = editPlan(removed, { kind: 'restore', rowId: 'track:t-Kick' });
  expect(restored.rows[0]).toMatchObject({ isRemoved: false, fileId: 'f-Kick.wav' });
});

it('removes a new row with its file', () => {
  const plan = editPlan(start, { kind: 'remove', rowId: 'file:f-Pad.wav' });
  expect(lines(plan)).toEqual(['Kick ← f-Kick.wav', 'Bass ← kept']);
  expect(plan.files).toHaveLength(1);
});

it('moves a row, and no further than the ends', () => {
  expect(lines(editPlan(start, { kind: 'move', rowId: 'file:f-Pad.wav', by: -9 }))[0]).toBe('Pad ← f-Pad.wav');
  expect(editPlan(start, { kind: 'move', rowId: 'track:t-Kick', by: -1 })).toBe(start);
});

it('lists every track with the file that lies on it', () => {
  expect(listTargets(start).map(({ name, file }) => [name, file?.path])).toEqual([
    ['Kick', 'Kick.wav'],
    ['Bass', undefined],
  ]);
});

it('says in words what is wrong with names', () => {
  const twice = editPlan(start, { kind: 'rename', rowId: 'file:f-Pad.wav', name: ' bass ' });
  expect(checkPlan(twice).names.get('file:f-Pad.wav')).toBe(
    'Another stem is called “bass” too. Please give each its own name.',
  );
  const empty = editPlan(start, { kind: 'rename', rowId: 'file:f-Pad.wav', name: ' ' });
  expect(checkPlan(empty).names.get('file:f-Pad.wav')).toBe('A stem needs a name.');
  const removed = editPlan(twice, { kind: 'remove', rowId: 'track:t-Bass' });
  expect(checkPlan(removed).names.size).toBe(0);
});

it('refuses a version of nothing and a version of too much', () => {
  expect(checkPlan(startPlan([])).whole).toMatch(/at least one stem/);
  const many = matchStems(
    Array.from({ length: 258 }, (_, i) => planFile(`Pad ${i}.wav`)),
    [],
  );
  expect(checkPlan(many).whole).toMatch(/at most 256 stems; these are 258/);
});

it('knows when there is nothing to push', () => {
  const same = matchStems([planFile('Kick.wav')], parent);
  const prints = new Map([['f-Kick.wav', print('Kick', '+bext')]]);
  expect(hasChanges(same, prints, noFacts, noFacts)).toBe(false);
  expect(hasChanges(same, prints, { bpm: 120, keySignature: null }, noFacts)).toBe(true);
  expect(hasChanges(editPlan(same, { kind: 'move', rowId: 'track:t-Kick', by: 1 }), prints, noFacts, noFacts)).toBe(
    true,
  );
  expect(hasChanges(editPlan(same, { kind: 'remove', rowId: 'track:t-Bass' }), prints, noFacts, noFacts)).toBe(true);
  expect(countChanges(same, prints)).toMatchObject({ unchanged: 1, kept: 1, new: 0 });
});

it('writes stems in the order of the rows, with the mix of the parent', () => {
  const prints = new Map([
    ['f-Kick.wav', print('Kick 2')],
    ['f-Pad.wav', print('Pad')],
  ]);
  const moved = editPlan(start, { kind: 'move', rowId: 'file:f-Pad.wav', by: -2 });
  expect(toStems(moved, prints)).toEqual([
    {
      name: 'Pad',
      stemType: 'melody',
      audioDigest: 'file-Pad',
      gainDb: 0,
      pan: 0,
      muted: false,
      generationParams: null,
    },
    {
      trackId: 't-Kick',
      name: 'Kick',
      stemType: 'drums',
      audioDigest: 'file-Kick 2',
      gainDb: -3,
      pan: 0.5,
      muted: false,
      generationParams: null,
    },
    {
      trackId: 't-Bass',
      name: 'Bass',
      stemType: 'bass',
      audioDigest: 'file-Bass',
      gainDb: -3,
      pan: 0.5,
      muted: false,
      generationParams: { seed: 1 },
    },
  ]);
});

it('keeps the bytes that the version has when a new file sounds the same', () => {
  const same = matchStems([planFile('Kick.wav')], parent);
  const prints = new Map([['f-Kick.wav', print('Kick', '+bext')]]);
  expect(toStems(same, prints)[0]!.audioDigest).toBe('file-Kick');
  const taken = editPlan(same, { kind: 'take-file', rowId: 'track:t-Kick', takesFile: true });
  expect(toStems(taken, prints)[0]!.audioDigest).toBe('file-Kick+bext');
});
