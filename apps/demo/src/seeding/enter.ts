import { DemoError, reasonOf } from './failure.ts';
import { Visitor } from './visitor.ts';

export interface Credentials {
  username: string;
  password: string;
}

/** Signs in, or up where there is no such user yet. */
export async function enter(url: string, { username, password }: Credentials): Promise<Visitor> {
  const visitor = new Visitor(url);
  if (!(await exists(visitor, username)) && (await signUp(visitor, { username, password }))) return visitor;
  try {
    await visitor.api.account.signIn.mutate({ login: username, password });
    return visitor;
  } catch (err) {
    if (reasonOf(err) !== 'credentials-wrong') throw err;
    throw new DemoError(
      `There is a user “${username}” with a password of their own, so the demo leaves that account alone.`,
      { cause: err },
    );
  }
}

async function exists(visitor: Visitor, username: string): Promise<boolean> {
  try {
    await visitor.api.user.get.query({ username });
    return true;
  } catch (err) {
    if (reasonOf(err) === 'not-found') return false;
    throw err;
  }
}

/** False when somebody, perhaps another seeder, took the name in this moment. */
async function signUp(visitor: Visitor, { username, password }: Credentials): Promise<boolean> {
  try {
    await visitor.api.account.signUp.mutate({ username, password, email: `${username}@beatflow.example` });
    return true;
  } catch (err) {
    if (reasonOf(err) === 'name-taken') return false;
    throw err;
  }
}
