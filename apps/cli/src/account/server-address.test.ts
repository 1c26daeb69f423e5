import { expect, test } from 'vitest';
import { isReadableOnTheWay, parseServer, parseSong } from './server-address.ts';

test.each([
  ['https://beatflow.example/', 'https://beatflow.example'],
  ['beatflow.example', 'https://beatflow.example'],
  ['localhost:3000', 'http://localhost:3000'],
  ['HTTP://127.0.0.1:3000/explore', 'http://127.0.0.1:3000'],
])('%s is the server %s', (text, server) => {
  expect(parseServer(text)).toBe(server);
});

test.each(['ftp://x', 'https://me:secret@x', 'http://', ''])('%j is no server', (text) => {
  expect(() => parseServer(text)).toThrow('is not the address of a server');
});

test('a token is not sent in the open without a word', () => {
  expect(isReadableOnTheWay('http://studio.example')).toBe(true);
  expect(isReadableOnTheWay('http://localhost:3000')).toBe(false);
  expect(isReadableOnTheWay('https://studio.example')).toBe(false);
});

test('a song is owner and name, or its page', () => {
  expect(parseSong('ana/night-drive')).toEqual({ server: null, owner: 'ana', name: 'night-drive' });
  expect(parseSong('https://b.example/ana/night-drive/commits')).toEqual({
    server: 'https://b.example',
    owner: 'ana',
    name: 'night-drive',
  });
  expect(() => parseSong('night-drive')).toThrow('is not a song');
  expect(() => parseSong('a/b/c')).toThrow('is not a song');
});
