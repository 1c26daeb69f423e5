import { z } from 'zod';
import { instant, uuid } from './id.ts';

/** Names that would be read as pages of the product, or as somebody who speaks for it. */
export const reservedUsernames: ReadonlySet<string> = new Set([
  'about',
  'account',
  'admin',
  'administrator',
  'api',
  'app',
  'assets',
  'audio',
  'beatflow',
  'blog',
  'commits',
  'docs',
  'explore',
  'health',
  'help',
  'home',
  'join',
  'login',
  'logout',
  'metrics',
  'new',
  'null',
  'public',
  'register',
  'root',
  'search',
  'security',
  'settings',
  'sign-in',
  'sign-out',
  'sign-up',
  'signin',
  'signout',
  'signup',
  'static',
  'stems',
  'support',
  'system',
  'trpc',
  'undefined',
  'user',
  'users',
  'welcome',
  'www',
]);

/** A username: 2–39 of `a-z 0-9 -`, no hyphen at an end, not reserved. Capitals are refused, not folded. */
export const username = z
  .string()
  .min(2, 'A username has at least 2 characters.')
  .max(39, 'A username has at most 39 characters.')
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'A username is made of a–z, 0–9 and hyphens, with no hyphen at an end.')
  .refine((name) => !reservedUsernames.has(name), 'This username is reserved. Please choose another.');

export const email = z
  .email('This is not an e-mail address.')
  .max(255, 'An e-mail address has at most 255 characters.');

/** A password: 10–200 characters, any of them. */
export const password = z
  .string()
  .min(10, 'A password has at least 10 characters.')
  .max(200, 'A password has at most 200 characters.');

export const userBase = z.object({ username, email });

export const userCreate = userBase.extend({ password });

/** A user as anybody may see them: never the password hash, never the e-mail. */
export const userResponse = z.object({ id: uuid, username: z.string(), createdAt: instant });

/** A user as they see themselves. */
export const ownUserResponse = userResponse.extend({ email: z.string(), updatedAt: instant });

export const getUserInput = z.object({ username: z.string().min(1).max(255) });

export type GetUserInput = z.infer<typeof getUserInput>;
export type UserBase = z.infer<typeof userBase>;
export type UserCreate = z.infer<typeof userCreate>;
export type UserResponse = z.infer<typeof userResponse>;
export type OwnUserResponse = z.infer<typeof ownUserResponse>;
