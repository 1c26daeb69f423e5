import { createHash, randomBytes } from 'node:crypto';

/** Makes a secret that nobody can guess: 256 random bits. */
export function createSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

// The secret is random, so a fast hash is as good as a slow one: there is no dictionary to try.
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
