import { z } from 'zod';
import { instant, uuid } from './id.ts';
import { password, userCreate } from './user.ts';

export const signUpInput = userCreate;

/** `login` is the username or the e-mail address, in any case. */
export const signInInput = z.object({ login: z.string().min(1).max(255), password: z.string().min(1).max(200) });

export const changePasswordInput = z.object({ currentPassword: z.string().min(1).max(200), newPassword: password });

export const sessionResponse = z.object({
  id: uuid,
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  isCurrent: z.boolean(),
});

export const revokeSessionInput = z.object({ sessionId: uuid });

export const createTokenInput = z.object({
  name: z.string().trim().min(1, 'Please give the token a name.').max(100),
  /** Days until it stops working; null for never. */
  expiresInDays: z.number().int().min(1).max(3650).nullable().default(90),
});

export const tokenResponse = z.object({
  id: uuid,
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
});

/** The answer to creating a token: the only time that the secret itself is shown. */
export const createdTokenResponse = tokenResponse.extend({ token: z.string() });

export const revokeTokenInput = z.object({ tokenId: uuid });

export type SignUpInput = z.infer<typeof signUpInput>;
export type SignInInput = z.infer<typeof signInInput>;
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;
export type SessionResponse = z.infer<typeof sessionResponse>;
export type RevokeSessionInput = z.infer<typeof revokeSessionInput>;
export type CreateTokenInput = z.infer<typeof createTokenInput>;
export type TokenResponse = z.infer<typeof tokenResponse>;
export type CreatedTokenResponse = z.infer<typeof createdTokenResponse>;
export type RevokeTokenInput = z.infer<typeof revokeTokenInput>;
