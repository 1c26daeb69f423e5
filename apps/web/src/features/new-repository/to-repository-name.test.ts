import { expect, test } from 'vitest';
import { toRepositoryName } from './to-repository-name.ts';

test.each([
  ['Blue Hour (demo)', 'Blue-Hour-demo'],
  ['  Café del Mar  ', 'Cafe-del-Mar'],
  ['take_2.final', 'take_2.final'],
  ["Don't stop!", 'Don-t-stop'],
  ['', ''],
])('the title “%s” makes the name “%s”', (title, name) => {
  expect(toRepositoryName(title)).toBe(name);
});

test('letters of other scripts stay, so that the contract can say what it accepts', () => {
  expect(toRepositoryName('Песня')).toBe('Песня');
});
