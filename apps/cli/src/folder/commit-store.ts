import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../failure/cli-error.ts';
import type { KnownCommit } from './known-commit.ts';
import { writeFileSafely } from './write-file-safely.ts';

/** The commits that a folder knows, one file each, by digest. */
export class CommitStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async find(digest: string): Promise<KnownCommit | null> {
    try {
      return JSON.parse(await readFile(this.#path(digest), 'utf8')) as KnownCommit;
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw err;
    }
  }

  async get(digest: string): Promise<KnownCommit> {
    const commit = await this.find(digest);
    if (commit) return commit;
    throw new CliError('failed', `This folder has lost version ${digest.slice(0, 7)}.`, 'Clone the song again.');
  }

  async keep(commit: KnownCommit): Promise<void> {
    await writeFileSafely(this.#path(commit.digest), `${JSON.stringify(commit)}\n`);
  }

  async listDigests(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.flatMap((name) => /^([0-9a-f]{64})\.json$/.exec(name)?.[1] ?? []).sort();
  }

  #path(digest: string): string {
    return join(this.#folder, `${digest}.json`);
  }
}
