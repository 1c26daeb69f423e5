import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileSafely } from '../folder/write-file-safely.ts';

/** Who somebody is on a server, and how they prove it. */
export interface Credential {
  username: string;
  token: string;
}

interface CredentialFile {
  version: 1;
  /** By the server's address. */
  servers: Record<string, Credential>;
}

/** The tokens of one user of this computer, in a file that nobody else may read. */
export class Credentials {
  readonly path: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(configFolder: string, env: NodeJS.ProcessEnv) {
    this.path = join(configFolder, 'credentials.json');
    this.#env = env;
  }

  /** For this server; a token of the environment goes before one that is kept. */
  async find(server: string): Promise<Credential | null> {
    const kept = (await this.#read()).servers[server] ?? null;
    const token = this.#env.BEATFLOW_TOKEN;
    return token ? { username: this.#env.BEATFLOW_USERNAME ?? kept?.username ?? '', token } : kept;
  }

  async listServers(): Promise<string[]> {
    return Object.keys((await this.#read()).servers);
  }

  async keep(server: string, credential: Credential): Promise<void> {
    const { servers } = await this.#read();
    await this.#write({ ...servers, [server]: credential });
  }

  /** Whether there was one. */
  async forget(server: string): Promise<boolean> {
    const { servers } = await this.#read();
    const { [server]: forgotten, ...rest } = servers;
    if (!forgotten) return false;
    await this.#write(rest);
    return true;
  }

  async #read(): Promise<CredentialFile> {
    try {
      const file = JSON.parse(await readFile(this.path, 'utf8')) as Partial<CredentialFile>;
      return { version: 1, servers: file.servers ?? {} };
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code === 'ENOENT' || err instanceof SyntaxError)
        return { version: 1, servers: {} };
      throw err;
    }
  }

  async #write(servers: CredentialFile['servers']): Promise<void> {
    const text = `${JSON.stringify({ version: 1, servers }, null, 2)}\n`;
    await writeFileSafely(this.path, text, { mode: 0o600, folderMode: 0o700 });
  }
}
