import { basename, resolve } from 'node:path';
import { toFileName } from '@beatflow/shared';
import { parseServer } from '../account/server-address.ts';
import type { Cli } from '../cli.ts';
import { SongFolder } from '../folder/song-folder.ts';
import { chooseServer } from './whoami.ts';

interface InitOptions {
  public?: boolean;
  server?: string;
  description?: string;
  genre?: string;
}

/** Makes a song on the server, and this folder the folder of its stems. */
export async function init(cli: Cli, name: string | undefined, options: InitOptions): Promise<void> {
  const root = resolve(cli.cwd);
  const server = options.server ? parseServer(options.server) : await chooseServer(cli);
  await cli.requireCredential(server);
  const api = await (await cli.openRemote(server)).openApi();
  const repository = await api.repository.create.mutate({
    name: name ?? toRepositoryName(basename(root)),
    isPublic: options.public ?? false,
    ...(options.description ? { description: options.description } : {}),
    ...(options.genre ? { genre: options.genre } : {}),
  });
  const { id, ownerUsername: owner } = repository;
  const config = { version: 1, server, repositoryId: id, owner, name: repository.name, keepsHistory: false } as const;
  await SongFolder.create(root, config, repository.defaultBranch);
  const address = `${server}/${owner}/${repository.name}`;
  cli.terminal.print(
    `Made ${owner}/${repository.name}${repository.isPublic ? ', for everybody' : ', for you alone'}: ${address}`,
  );
  cli.terminal.print('Put stems into this folder, then run “beatflow commit” and “beatflow push”.');
  cli.terminal.facts({
    server,
    repositoryId: id,
    owner,
    name: repository.name,
    isPublic: repository.isPublic,
    url: address,
  });
}

/** What a folder is called, in the letters that a song's name is made of. */
function toRepositoryName(folder: string): string {
  const plain = toFileName(folder).normalize('NFKD').replace(/\p{M}/gu, '');
  return (
    plain
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 100) || 'song'
  );
}
