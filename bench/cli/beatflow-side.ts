import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchServer, startBenchServer } from '../product/bench-server.ts';
import { signUp } from '../product/sign-up.ts';
import { runCommand } from './run-command.ts';

const program = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

/** A song in BeatFlow, with the real server and the built command line. */
export class BeatflowSide {
  readonly folder: string;
  readonly url: string;
  readonly #home: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #server: BenchServer;

  private constructor(home: string, env: NodeJS.ProcessEnv, server: BenchServer) {
    this.folder = join(home, 'song');
    this.url = server.url;
    this.#home = home;
    this.#env = env;
    this.#server = server;
  }

  static async begin(home: string): Promise<BeatflowSide> {
    const server = await startBenchServer();
    const client = await signUp(server.url);
    const { token } = await client.account.createToken.mutate({ name: 'bench' });
    const env = {
      BEATFLOW_SERVER: server.url,
      BEATFLOW_TOKEN: token,
      BEATFLOW_USERNAME: 'bench',
      BEATFLOW_CONFIG_DIR: join(home, 'config'),
    };
    const side = new BeatflowSide(home, env, server);
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

  end(): Promise<void> {
    return this.#server.stop();
  }
}
