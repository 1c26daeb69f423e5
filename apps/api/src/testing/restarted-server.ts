import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from '@beatflow/db/testing';
import { QueryTypes } from 'sequelize';
import { type ServerProcess, startServerProcess } from '../bytes/testing/server-process.ts';

type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>;

/** The real server as a process of its own, which comes back at the same address with the same data. */
export class RestartedServer {
  readonly url: string;
  /** What a program needs to take care of its store. */
  readonly settings: Record<string, string>;
  readonly #database: TestDatabase;
  #process: ServerProcess | null = null;

  private constructor(port: number, folder: string, database: TestDatabase) {
    this.url = `http://127.0.0.1:${port}`;
    this.#database = database;
    this.settings = { DATA_DIR: folder, DATABASE_URL: database.url, PORT: String(port) };
  }

  static async begin(): Promise<RestartedServer> {
    const folder = await mkdtemp(join(tmpdir(), 'beatflow-restarted-'));
    const server = new RestartedServer(await findFreePort(), folder, await openTestDatabase());
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    this.#process ??= await startServerProcess(this.settings);
  }

  /** As a power cut would: it gets no chance to say goodbye. */
  async kill(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    await running?.kill();
  }

  /** Of all songs, as its database says. */
  async countVersions(): Promise<number> {
    const { sequelize } = this.#database;
    const [row] = await sequelize.query<{ count: number }>('SELECT count(*)::int AS count FROM commits', {
      type: QueryTypes.SELECT,
    });
    return row!.count;
  }

  async end(): Promise<void> {
    await this.kill();
    await this.#database.close();
    await rm(this.settings.DATA_DIR!, { recursive: true, force: true });
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address!.port : 0));
    });
  });
}
