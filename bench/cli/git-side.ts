import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

/** A song in Git with git-lfs, with a bare repository and an LFS server on this machine. */
export class GitSide {
  readonly folder: string;
  readonly #home: string;
  readonly #server: ChildProcess;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(home: string, server: ChildProcess, env: NodeJS.ProcessEnv) {
    this.folder = join(home, 'work');
    this.#home = home;
    this.#server = server;
    this.#env = env;
  }

  /** `lead` may put something between git and its LFS server, and answers its address. */
  static async begin(home: string, lead = (url: string) => Promise.resolve(url)): Promise<GitSide> {
    const main = fileURLToPath(new URL('./lfs-server.mjs', import.meta.url));
    const server = spawn(process.execPath, [main, join(home, 'lfs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [url] = (await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next()).value.split('\n');
    const env = { GIT_CONFIG_GLOBAL: join(home, 'gitconfig'), GIT_CONFIG_NOSYSTEM: '1', HOME: home };
    const side = new GitSide(home, server, env);
    mkdirSync(side.folder);
    const config = [
      '[user]',
      'name = bench',
      'email = bench@example.invalid',
      '[init]',
      'defaultBranch = main',
      '[lfs]',
      'locksverify = false',
    ];
    writeFileSync(join(home, 'gitconfig'), `${config.join('\n')}\n`);
    await side.git(home, 'lfs', 'install', '--skip-repo');
    await side.git(home, 'init', '--bare', 'origin.git');
    await side.git(side.folder, 'init');
    await side.git(side.folder, 'remote', 'add', 'origin', `file://${join(home, 'origin.git')}`);
    await side.git(side.folder, 'lfs', 'install', '--local');
    await side.git(side.folder, 'lfs', 'track', '*.wav');
    writeFileSync(join(side.folder, '.lfsconfig'), `[lfs]\n\turl = ${await lead(url)}\n\tlocksverify = false\n`);
    return side;
  }

  async commit(message: string): Promise<void> {
    await this.git(this.folder, 'add', '-A');
    await this.git(this.folder, 'commit', '-m', message);
  }

  push(): Promise<number> {
    return this.git(this.folder, 'push', 'origin', 'main');
  }

  /** Clones the newest version alone. */
  cloneLatest(name: string): Promise<number> {
    return this.git(this.#home, 'clone', '--depth', '1', `file://${join(this.#home, 'origin.git')}`, name);
  }

  /** Clones everything, the audio of all versions included. */
  async cloneHistory(name: string): Promise<number> {
    const clone = await this.git(this.#home, 'clone', `file://${join(this.#home, 'origin.git')}`, name);
    return clone + (await this.git(join(this.#home, name), 'lfs', 'fetch', '--all'));
  }

  git(cwd: string, ...args: string[]): Promise<number> {
    return runCommand('git', args, { cwd, env: this.#env });
  }

  async end(): Promise<void> {
    this.#server.kill('SIGTERM');
    await new Promise((resolve) => this.#server.once('exit', resolve));
  }
}
