import type { Request } from 'express';
import { expect, test } from 'vitest';
import { choosePage } from './choose-page.ts';

const ask = (originalUrl: string, cookie?: string) =>
  choosePage({ path: originalUrl.split('?')[0], originalUrl, get: () => cookie } as unknown as Request);

test.each([
  ['/', '/assets/welcome.html'],
  ['/explore', '/assets/explore.html'],
  ['/ana/take.2', '/assets/song.html'],
  ['/ana/song?ref=main', '/assets/song.html'],
  ['/explore?genre=house', '/'],
  ['/ana', '/'],
  ['/ana/song/commits', '/'],
  ['/settings/tokens', '/'],
])('a visitor of %s gets %s', (url, file) => {
  expect(ask(url)).toBe(file);
});

test('what is drawn for visitors is not for who has a session', () => {
  const cookie = 'beatflow_session=secret';
  expect([ask('/', cookie), ask('/explore', cookie)]).toEqual(['/', '/']);
  expect(ask('/ana/song', cookie)).toBe('/assets/song.html');
});
