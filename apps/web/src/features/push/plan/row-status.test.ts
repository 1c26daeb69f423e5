import { expect, it } from 'vitest';
import { parentStem, planFile, print } from '../testing/plan-factory.ts';
import { matchStems } from './match-stems.ts';
import { computeStatus, isRelabelled, needsUpload } from './row-status.ts';

const plan = matchStems([planFile('Bass.wav')], [parentStem('Bass', 'bass')]);
const row = plan.rows[0]!;

it('tells the same file, the same sound and another sound apart', () => {
  const status = (found: ReturnType<typeof print>) => computeStatus(plan, row, new Map([['f-Bass.wav', found]]));
  expect(status(print('Bass'))).toEqual({ kind: 'unchanged', because: 'same-file' });
  expect(status(print('Bass', '+bext'))).toEqual({ kind: 'unchanged', because: 'same-sound' });
  expect(status(print('Bass 2'))).toEqual({ kind: 'replaced', isComparing: false });
  expect(computeStatus(plan, row, new Map())).toEqual({ kind: 'replaced', isComparing: true });
});

it.each(['sampleRate', 'channels', 'sampleFormat'] as const)('hears another sound when only the %s differs', (fact) => {
  const found = print('Bass', '+x');
  const other = { ...found, sound: { ...found.sound!, [fact]: fact === 'sampleFormat' ? 'float' : 1 } };
  expect(computeStatus(plan, row, new Map([['f-Bass.wav', other]])).kind).toBe('replaced');
});

it('uploads only what the version needs', () => {
  const upload = (found: ReturnType<typeof print>) => needsUpload(plan, row, new Map([['f-Bass.wav', found]]));
  expect(upload(print('Bass'))).toBe(false);
  expect(upload(print('Bass', '+bext'))).toBe(false);
  expect(upload(print('Bass 2'))).toBe(true);
  expect(needsUpload(plan, row, new Map())).toBe(false);
  expect(needsUpload(plan, { ...row, takesFile: true }, new Map([['f-Bass.wav', print('Bass', '+bext')]]))).toBe(true);
  expect(needsUpload(plan, { ...row, isRemoved: true }, new Map([['f-Bass.wav', print('Bass 2')]]))).toBe(false);
});

it('sees a new name or type', () => {
  expect(isRelabelled(plan, row)).toBe(false);
  expect(isRelabelled(plan, { ...row, name: 'Low' })).toBe(true);
  expect(isRelabelled(plan, { ...row, stemType: 'other' })).toBe(true);
});

it('answers the same object as long as nothing changes, so that the row is not drawn anew', () => {
  expect(computeStatus({ ...plan }, row, new Map())).toBe(computeStatus(plan, row, new Map()));
});
