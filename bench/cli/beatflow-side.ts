import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTemporaryPostgres } from '@beatflow/db/testing';
import { signUp, startServer } from '../history/beatflow-side.ts';
import { runCommand } from './run-command.ts';

const program = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));
const api = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));

/** A song in BeatFlow, with the real server and the built command line. */
export class BeatflowSide {
  readonly folder: string;
  readonly url: string;
  readonly #home: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #server: ChildProcess;
  readonly #stopPostgres: () => Promise<void>;

  private constructor(
    { home, url }: { home: string; url: string },
    env: NodeJS.ProcessEnv,
    server: ChildProcess,
    stopPostgres: () => Promise<void>,
  ) {
    this.folder = join(home, 'song');
    this.url = url;
    this.#home = home;
    this.#env = env;
    this.#server = server;
    this.#stopPostgres = stopPostgres;
  }

  static async begin(home: string): Promise<BeatflowSide> {
    const postgres = await startTemporaryPostgres();
    const server = await startServer(api, {
      DATABASE_URL: postgres.url,
      DATA_DIR: join(home, 'data'),
      PORT: '0',
      DEMO: 'false',
      LOG_LEVEL: 'error',
    });
    const client = await signUp(server.url);
    const { token } = await client.account.createToken.mutate({ name: 'bench' });
    const env = {
      BEATFLOW_SERVER: server.url,
      BEATFLOW_TOKEN: token,
      BEATFLOW_USERNAME: 'bench',
      BEATFLOW_CONFIG_DIR: join(home, 'config'),
    };
    const side = new BeatflowSide({ home, url: server.url }, env, server.process, async () => postgres.stop());
    mkdirSync(side.folder);
    await side.beatflow(side.folder, 'init');
    return side;
  }

  async commit(message: string): Promise<void> {
    await this.beatflow(this.folder, 'commit', '-m', message);
  }

  push(): Promise<number> {
    return this.beatflow(this.folder, 'push');
  }

  cloneLatest(name: string): Promise<number> {
    return this.beatflow(this.#home, 'clone', 'bench/song', name);
  }

  cloneHistory(name: string): Promise<number> {
    return this.beatflow(this.#home, 'clone', 'bench/song', name, '--history');
  }

  beatflow(cwd: string, ...args: string[]): Promise<number> {
    return runCommand(process.execPath, [program, ...args], { cwd, env: this.#env });
  }

  async end(): Promise<void> {
    this.#server.kill('SIGTERM');
    await new Promise((resolve) => this.#server.once('exit', resolve));
    await this.#stopPostgres();
  }
}
