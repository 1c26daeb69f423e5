import { resolve } from 'node:path';
import { type Credential, Credentials } from './account/credentials.ts';
import { CliError } from './failure/cli-error.ts';
import { exitCodes } from './failure/exit-codes.ts';
import { SongFolder } from './folder/song-folder.ts';
import { Remote } from './server/remote.ts';
import type { Streams, Terminal } from './terminal/terminal.ts';

/** Where a command runs. */
export interface Surroundings extends Streams {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** What every command works with. */
export class Cli {
  cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
  /** What the program ends with when nothing is thrown. */
  exitCode: number = exitCodes.done.code;
  readonly #remotes = new Map<string, Promise<Remote>>();

  constructor({ cwd, env }: Surroundings, terminal: Terminal) {
    this.cwd = cwd;
    this.env = env;
    this.terminal = terminal;
  }

  /** Goes on as if the command had been run in another folder. */
  enter(folder: string): void {
    this.cwd = resolve(this.cwd, folder);
  }

  /** The tokens that this user keeps. */
  async openCredentials(): Promise<Credentials> {
    const folder =
      this.env.BEATFLOW_CONFIG_DIR || (await import('env-paths')).default('beatflow', { suffix: '' }).config;
    return new Credentials(folder, this.env);
  }

  openRemote(server: string): Promise<Remote> {
    const known = this.#remotes.get(server) ?? this.#open(server);
    this.#remotes.set(server, known);
    return known;
  }

  /** The folder of the song that the command is run in. */
  findFolder(): Promise<SongFolder> {
    return SongFolder.find(this.cwd);
  }

  /** Who the user is on a server, without asking it. */
  async requireCredential(server: string): Promise<Credential> {
    const credential = await (await this.openCredentials()).find(server);
    if (credential) return credential;
    throw new CliError('signIn', `You are not signed in on ${server}.`, `Run “beatflow login ${server}”.`);
  }

  async close(): Promise<void> {
    for (const remote of this.#remotes.values()) (await remote.catch(() => null))?.close();
  }

  async #open(server: string): Promise<Remote> {
    return Remote.open(server, await (await this.openCredentials()).find(server));
  }
}
