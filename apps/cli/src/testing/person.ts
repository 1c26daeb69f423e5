import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { TestApp } from '../../../api/src/testing/test-app.ts';
import { makeTestUser, type TestUser } from '../../../api/src/testing/test-user.ts';
import { run } from '../run.ts';

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Somebody at a terminal of their own: a home, a folder to work in, and an account that they are signed in with. */
export class Person {
  readonly user: TestUser;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly token: string;

  private constructor(user: TestUser, home: string, server: string, token: string) {
    this.user = user;
    this.home = home;
    this.token = token;
    this.env = { BEATFLOW_CONFIG_DIR: join(home, 'config'), BEATFLOW_SERVER: server, NO_COLOR: '1' };
  }

  static async arrive(app: Pick<TestApp, 'url'>): Promise<Person> {
    const user = await makeTestUser(app);
    const home = await mkdtemp(join(tmpdir(), 'beatflow-cli-'));
    const { token } = await user.api.account.createToken.mutate({ name: 'terminal' });
    const person = new Person(user, home, app.url, token);
    await person.expect(home, ['login', '--token-stdin'], { input: `${token}\n` });
    return person;
  }

  get username(): string {
    return this.user.username;
  }

  /** A folder that does not exist yet. */
  path(...parts: string[]): string {
    return join(this.home, ...parts);
  }

  async makeFolder(name: string): Promise<string> {
    const folder = this.path(name);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** Runs a command in a folder, whatever comes of it. */
  async run(
    folder: string,
    args: readonly string[],
    { input = '', env = {} as NodeJS.ProcessEnv } = {},
  ): Promise<Ended> {
    const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      streams[name].on('data', (bytes: Buffer) => {
        said[name] += bytes.toString();
      });
    }
    streams.stdin.end(input);
    const code = await run(args, { ...streams, cwd: folder, env: { ...this.env, ...env } });
    return { code, ...said };
  }

  /** Runs a command that has to be done, and answers what it printed. */
  async expect(
    folder: string,
    args: readonly string[],
    options: { input?: string; env?: NodeJS.ProcessEnv } = {},
  ): Promise<string> {
    const { code, stdout, stderr } = await this.run(folder, args, options);
    if (code !== 0) throw new Error(`beatflow ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** The facts that a command prints. */
  async facts<T = Record<string, unknown>>(folder: string, args: readonly string[]): Promise<T> {
    return JSON.parse(await this.expect(folder, [...args, '--json'])) as T;
  }

  /** Commits what lies in a folder and pushes it; answers the version's digest. */
  async push(folder: string, message: string): Promise<string> {
    const { digest } = await this.facts<{ digest: string }>(folder, ['commit', '-m', message]);
    await this.expect(folder, ['push']);
    return digest;
  }

  async leave(): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }
}
