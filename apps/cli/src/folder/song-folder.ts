import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CliError } from '../failure/cli-error.ts';
import { CommitStore } from './commit-store.ts';
import type { KnownCommit } from './known-commit.ts';
import { ObjectStore } from './object-store.ts';
import { writeFileSafely } from './write-file-safely.ts';

export const META = '.beatflow';

/** Which song a folder is of, and where. Never changes. */
export interface SongConfig {
  version: 1;
  server: string;
  repositoryId: string;
  owner: string;
  name: string;
  /** Whether the audio of all versions is kept here, or only of those at hand. */
  keepsHistory: boolean;
}

/** Where a branch is here, and where the server had it last; digests, null where there is no version. */
export interface LocalBranch {
  head: string | null;
  remote: string | null;
}

export interface FolderState {
  version: 1;
  /** The branch that is at hand. */
  branch: string;
  branches: Record<string, LocalBranch>;
  /** By track, the path of its file in the folder. */
  places: Record<string, string>;
  /** By branch, the branch of the server that keeps what was merged here until it is pushed. */
  sides?: Record<string, string>;
}

/** A folder of stems, and what `.beatflow` in it keeps. */
export class SongFolder {
  readonly root: string;
  readonly config: SongConfig;
  readonly commits: CommitStore;
  readonly objects: ObjectStore;
  state: FolderState;

  private constructor(root: string, config: SongConfig, state: FolderState) {
    this.root = root;
    this.config = config;
    this.state = state;
    this.commits = new CommitStore(join(root, META, 'commits'));
    this.objects = new ObjectStore(join(root, META));
  }

  /** Finds the folder of a song that a path is in. */
  static async find(cwd: string): Promise<SongFolder> {
    for (let folder = resolve(cwd); ; folder = dirname(folder)) {
      if (await isFolder(join(folder, META))) return SongFolder.open(folder);
      if (dirname(folder) === folder) break;
    }
    throw new CliError(
      'notFound',
      'This is not the folder of a song.',
      'Run “beatflow init” to make it one, or “beatflow clone OWNER/NAME” to get a song.',
    );
  }

  static async open(root: string): Promise<SongFolder> {
    const config = await readJson<SongConfig>(join(root, META, 'config.json'));
    const state = await readJson<FolderState>(join(root, META, 'state.json'));
    if (config.version !== 1 || state.version !== 1) {
      throw new CliError('failed', `${root} was made by a newer beatflow.`, 'Install the newest beatflow.');
    }
    return new SongFolder(root, config, state);
  }

  static async create(root: string, config: SongConfig, branch: string): Promise<SongFolder> {
    if (await isFolder(join(root, META))) {
      throw new CliError('conflict', `${root} is the folder of a song already.`, 'Run “beatflow status” in it.');
    }
    await mkdir(join(root, META), { recursive: true });
    const folder = new SongFolder(root, config, {
      version: 1,
      branch,
      branches: { [branch]: { head: null, remote: null } },
      places: {},
    });
    await folder.saveState();
    // Written last: a folder without it was never finished.
    await writeFileSafely(join(root, META, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
    return folder;
  }

  metaPath(...parts: string[]): string {
    return join(this.root, META, ...parts);
  }

  path(relative: string): string {
    return join(this.root, ...relative.split('/'));
  }

  get branch(): LocalBranch {
    return this.state.branches[this.state.branch] ?? { head: null, remote: null };
  }

  /** The version that the working files come from; null before the first. */
  async findHead(): Promise<KnownCommit | null> {
    const { head } = this.branch;
    return head === null ? null : this.commits.get(head);
  }

  async saveState(): Promise<void> {
    await writeFileSafely(this.metaPath('state.json'), `${JSON.stringify(this.state, null, 2)}\n`);
  }

  async setBranch(name: string, change: Partial<LocalBranch>): Promise<void> {
    const before = this.state.branches[name] ?? { head: null, remote: null };
    this.state.branches[name] = { ...before, ...change };
    await this.saveState();
  }
}

async function readJson<T>(path: string): Promise<T> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (err) {
    if (err instanceof SyntaxError || (err as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new CliError('failed', `${path} is missing or damaged.`, 'Clone the song again into another folder.');
    }
    throw err;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
