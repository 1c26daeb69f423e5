import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseSong } from '../account/server-address.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { fromServer, type KnownCommit } from '../folder/known-commit.ts';
import { META, SongFolder } from '../folder/song-folder.ts';
import { Song } from './song.ts';
import { chooseServer } from './whoami.ts';

interface CloneOptions {
  branch?: string;
  history?: boolean;
  server?: string;
}

/** Gets a song into a new folder: the newest version, and with `history` the audio of all that came before. */
export async function clone(cli: Cli, address: string, into: string | undefined, options: CloneOptions): Promise<void> {
  const { owner, name, server: named } = parseSong(address);
  const server = named ?? options.server ?? (await chooseServer(cli));
  const api = await (await cli.openRemote(server)).openApi();
  const repository = await api.repository.get.query({ owner, name });
  const root = resolve(cli.cwd, into ?? repository.name);
  const wasThere = await requireEmpty(root);
  const branch = options.branch ?? repository.defaultBranch;
  try {
    const config = {
      version: 1,
      server,
      repositoryId: repository.id,
      owner: repository.ownerUsername,
      name: repository.name,
      keepsHistory: options.history ?? false,
    } as const;
    const creating = SongFolder.create(root, config, branch);
    const fetching =
      repository.head || options.branch
        ? api.commit.get.query({ repositoryId: repository.id, ref: branch }).then(fromServer)
        : null;
    // Both come to their ends before the folder may have to be removed.
    await Promise.allSettled([creating, fetching]);
    const [folder, head] = [await creating, await fetching];
    const song = Song.of(cli, folder);
    const history = options.history && head ? await fetchHistory(song, head) : null;
    const commits = history ?? (head ? [head] : []);
    const keeping = keepVersions(song, commits);
    const besides = commits.flatMap(({ stems }) => stems);
    await song.moveTo(branch, head, head?.digest ?? null, { keeping, besides });
    const versions = history?.length ?? null;
    const count = versions === null ? '' : `, ${versions} ${versions === 1 ? 'version' : 'versions'}`;
    const stems = head?.stems.length ?? 0;
    cli.terminal.print(
      `Cloned ${owner}/${repository.name} (${stems} ${stems === 1 ? 'stem' : 'stems'}${count}) into ${root}`,
    );
    cli.terminal.facts({ folder: root, branch, head: head?.digest ?? null, stems, versions });
  } catch (err) {
    // What broke off half-way would only stand in the way of the next try.
    await rm(wasThere ? join(root, META) : root, { recursive: true, force: true });
    throw err;
  }
}

/** Whether the folder exists; throws unless a song may go there. */
async function requireEmpty(root: string): Promise<boolean> {
  const names = await readdir(root).catch((err: NodeJS.ErrnoException) => {
    if (err.code === 'ENOENT') return null;
    if (err.code === 'ENOTDIR') throw new CliError('conflict', `${root} is a file.`, 'Name another folder.');
    throw err;
  });
  if (names === null) await mkdir(root, { recursive: true });
  if (names && names.length > 0) {
    throw new CliError('conflict', `${root} is not empty.`, 'Name another folder, or move what is in it.');
  }
  return names !== null;
}

const AT_ONCE = 20;

/** Every version that the head reaches. */
async function fetchHistory(song: Song, head: KnownCommit): Promise<KnownCommit[]> {
  const api = await song.openApi();
  const { repositoryId } = song;
  const commits: KnownCommit[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { id: string }[]; nextCursor: string | null } = await api.commit.list.query({
      repositoryId,
      ref: head.digest,
      limit: 100,
      cursor,
    });
    for (let at = 0; at < page.items.length; at += AT_ONCE) {
      const ids = page.items.slice(at, at + AT_ONCE).map(({ id }) => id);
      const answers = ids.map(async (ref) => {
        return ref === head.id ? head : fromServer(await api.commit.get.query({ repositoryId, ref }));
      });
      commits.push(...(await Promise.all(answers)));
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return commits;
}

async function keepVersions(song: Song, commits: readonly KnownCommit[]): Promise<void> {
  for (let at = 0; at < commits.length; at += AT_ONCE) {
    await Promise.all(commits.slice(at, at + AT_ONCE).map((commit) => song.keepVersion(commit)));
  }
}
