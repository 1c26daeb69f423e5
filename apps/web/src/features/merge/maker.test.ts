import { expect, test, vi } from 'vitest';
import { RequestError, type RequestErrorReason } from '../../api/request-error.ts';
import { Maker } from './maker.ts';

const refuse = (reason: RequestErrorReason) => new RequestError({ reason, message: '', requestId: null, data: {} });
const pause = () => Promise.resolve();

test('a line that drops is tried again', async () => {
  const make = vi.fn<() => Promise<string>>().mockRejectedValueOnce(refuse('offline')).mockResolvedValueOnce('made');
  expect(await new Maker().makeOnce({ make, findMade: () => Promise.resolve(null), pause })).toBe('made');
});

test('what was made while the answer got lost is found, and not taken for somebody else’s', async () => {
  const make = vi.fn().mockRejectedValueOnce(refuse('offline')).mockRejectedValueOnce(refuse('branch-moved'));
  expect(await new Maker().makeOnce({ make, findMade: () => Promise.resolve('made'), pause })).toBe('made');
});

test('that an answer was lost is remembered by the next press of the button', async () => {
  const maker = new Maker();
  const findMade = () => Promise.resolve('made');
  const offline = vi.fn().mockRejectedValue(refuse('offline'));
  await expect(maker.makeOnce({ make: offline, findMade, pause })).rejects.toMatchObject({ reason: 'offline' });
  expect(offline).toHaveBeenCalledTimes(5);
  const moved = vi.fn().mockRejectedValue(refuse('branch-moved'));
  expect(await maker.makeOnce({ make: moved, findMade, pause })).toBe('made');
});

test.each([
  ['somebody who was faster', null, refuse('branch-moved')],
  ['a refusal', 'made', refuse('merge-conflict')],
])('%s is told at once', async (_name, found, err) => {
  const make = vi.fn().mockRejectedValue(err);
  await expect(new Maker().makeOnce({ make, findMade: () => Promise.resolve(found), pause })).rejects.toBe(err);
  expect(make).toHaveBeenCalledTimes(1);
});

test('without a lost answer nothing is looked for', async () => {
  const findMade = vi.fn().mockResolvedValue('made');
  const make = vi.fn().mockRejectedValue(refuse('branch-moved'));
  await expect(new Maker().makeOnce({ make, findMade, pause })).rejects.toMatchObject({ reason: 'branch-moved' });
  expect(findMade).not.toHaveBeenCalled();
});
