import { expect, it } from 'vitest';
import { describeDatabaseProblem } from './describe-database-problem.ts';

const url = 'postgres://ada:secret@db.example.com:5432/songs';

it.each([
  [{ code: 'ECONNREFUSED' }, 'db.example.com:5432'],
  [{ errors: [{ code: 'ECONNREFUSED' }] }, 'No PostgreSQL answers'],
  [{ parent: { code: '28P01' } }, '“ada”'],
  [{ cause: { code: '3D000' } }, '“songs”'],
  [{ code: 'ENOTFOUND' }, 'is not known'],
])('%o becomes one sentence that names what to look at', (err, words) => {
  const sentence = describeDatabaseProblem(err, url);
  expect(sentence).toContain(words);
  expect(sentence).not.toContain('secret');
});

it('an address that is none is told so', () => {
  expect(describeDatabaseProblem(new Error(), 'localhost')).toContain('not an address');
  expect(describeDatabaseProblem(new Error(), 'mysql://localhost/x')).toContain('not an address');
});

it('other errors are left alone', () => {
  expect(describeDatabaseProblem(new Error('something else'), url)).toBeNull();
});
