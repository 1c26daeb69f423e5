import { parseSong } from '../account/server-address.ts';
import type { Cli } from '../cli.ts';
import { clone } from './clone.ts';
import { Song } from './song.ts';
import { chooseServer } from './whoami.ts';

interface ForkOptions {
  name?: string;
  clone?: boolean;
  server?: string;
}

/** Copies a song with its whole history to the user; without an address, the song of this folder. */
export async function fork(cli: Cli, address: string | undefined, options: ForkOptions): Promise<void> {
  const source = address === undefined ? (await Song.find(cli)).folder.config : parseSong(address);
  const server = source.server ?? options.server ?? (await chooseServer(cli));
  await cli.requireCredential(server);
  const api = await (await cli.openRemote(server)).openApi();
  const { owner, name } = source;
  const { id: repositoryId } = await api.repository.get.query({ owner, name });
  const made = await api.repository.fork.mutate({ repositoryId, ...(options.name ? { name: options.name } : {}) });
  const own = `${made.ownerUsername}/${made.name}`;
  cli.terminal.print(`Forked ${owner}/${name} to ${own}: ${server}/${own}`);
  if (options.clone) return clone(cli, own, undefined, { server });
  cli.terminal.facts({
    server,
    repositoryId: made.id,
    owner: made.ownerUsername,
    name: made.name,
    url: `${server}/${own}`,
  });
}
