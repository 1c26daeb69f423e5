import { describe, expect, it } from 'vitest';
import { email, ownUserResponse, password, username, userResponse } from './user.ts';

const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('username', () => {
  it.each(['ab', 'a1', '9lives', 'new-bass-player', 'a'.repeat(39)])('accepts %s', (name) => {
    expect(accepts(username, name)).toBe(true);
  });

  it.each(['a', 'a'.repeat(40), '-ab', 'ab-', 'Ab', 'a b', 'a_b', 'é1', '', 'ab\n'])('refuses %j', (name) => {
    expect(accepts(username, name)).toBe(false);
  });

  it.each(['admin', 'settings', 'explore', 'new', 'sign-in', 'trpc'])('keeps %s for the product', (name) => {
    expect(username.safeParse(name).error?.issues[0]?.message).toMatch(/reserved/);
  });
});

describe('email', () => {
  it('accepts 255 characters and refuses 256', () => {
    const address = (length: number) => `a@${'b'.repeat(60)}.${'c'.repeat(length - 67)}.com`;
    // Labels of a domain have at most 63 characters, so long ones are made of several.
    const long = (length: number) => `a@${`${'b'.repeat(49)}.`.repeat(5)}${'c'.repeat(length - 252 - 4)}.com`;
    expect(address(100)).toHaveLength(100);
    expect(long(256)).toHaveLength(256);
    expect(accepts(email, long(256))).toBe(false);
    expect(accepts(email, 'someone@example.org')).toBe(true);
    expect(accepts(email, 'someone@')).toBe(false);
  });
});

describe('password', () => {
  it('has 10 to 200 characters, of any kind', () => {
    expect(accepts(password, '123456789')).toBe(false);
    expect(accepts(password, '1234567890')).toBe(true);
    expect(accepts(password, 'ü'.repeat(200))).toBe(true);
    expect(accepts(password, 'ü'.repeat(201))).toBe(false);
  });
});

describe('a user response', () => {
  const row = {
    id: '0f8b2c3e-6a51-4a3e-9d53-0c1f5a1b2c3d',
    username: 'someone',
    email: 'someone@example.org',
    passwordHash: 'secret',
    createdAt: '2026-01-02T03:04:05.678Z',
    updatedAt: '2026-01-02T03:04:05.678Z',
  };

  it('drops the password hash and the e-mail', () => {
    expect(Object.keys(userResponse.parse(row))).toEqual(['id', 'username', 'createdAt']);
  });

  it('gives the e-mail to its owner, and still no hash', () => {
    expect(ownUserResponse.parse(row)).toHaveProperty('email');
    expect(ownUserResponse.parse(row)).not.toHaveProperty('passwordHash');
  });
});
