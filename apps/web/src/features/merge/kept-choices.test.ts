// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { keepChoices, readChoices } from './kept-choices.ts';
import type { Choice, Choices } from './merge-types.ts';

beforeEach(() => sessionStorage.clear());

const choices: Choices = new Map<string, Choice>([
  ['bass/audioDigest', 'both'],
  ['/bpm', 'theirs'],
]);

test('answers are there again after a reload, for the same merge alone', () => {
  keepChoices('a merge', choices);
  expect(readChoices('a merge')).toEqual(choices);
  expect(readChoices('another')).toEqual(new Map());
  keepChoices('a merge', new Map());
  expect(sessionStorage).toHaveLength(0);
});

test('a file is not kept, and nonsense is not read', () => {
  const file = { audioDigest: 'ff', name: 'both.wav', source: {} } as Choice;
  keepChoices('a merge', new Map([...choices, ['drums/audioDigest', file]]));
  expect(readChoices('a merge')).toEqual(choices);
  sessionStorage.setItem('beatflow-answers broken', '[["a", "mine"], 7, ["b"]]');
  expect(readChoices('broken')).toEqual(new Map());
  sessionStorage.setItem('beatflow-answers broken', '{');
  expect(readChoices('broken')).toEqual(new Map());
});

test('a browser that keeps nothing is no reason to stop', () => {
  const refuse = () => {
    throw new Error('No.');
  };
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
  expect(() => keepChoices('a merge', choices)).not.toThrow();
  vi.restoreAllMocks();
});
