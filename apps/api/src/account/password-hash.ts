import { hash, type Options, verify } from '@node-rs/argon2';

// OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. Some 20 ms of one core.
// argon2id is the package's default; its enumeration does not exist at run time, so it cannot be named here.
const options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

const nobodysHash = hashPassword('the password of nobody');

/** Compares a password with a hash. Without a hash, since there is no such user, it takes as long and answers no. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash), password);
  return matches && passwordHash !== null;
}
