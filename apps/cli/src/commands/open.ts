import { spawn } from 'node:child_process';
import { parseSong } from '../account/server-address.ts';
import type { Cli } from '../cli.ts';
import { resolveVersion } from './resolve-version.ts';
import { Song } from './song.ts';
import { chooseServer } from './whoami.ts';

interface OpenOptions {
  print?: boolean;
}

/** Opens the page of a song, or of one of its versions, in the browser. */
export async function open(cli: Cli, target: string | undefined, { print = false }: OpenOptions): Promise<void> {
  const url = await findPage(cli, target);
  cli.terminal.print(url);
  cli.terminal.facts({ url });
  if (!print && !cli.terminal.isJson) launch(url);
}

async function findPage(cli: Cli, target: string | undefined): Promise<string> {
  if (target?.includes('/') && !(await isVersion(cli, target))) {
    const { server, owner, name } = parseSong(target);
    return toUrl(server ?? (await chooseServer(cli)), owner, name);
  }
  const song = await Song.find(cli);
  const { server, owner, name } = song.folder.config;
  if (target === undefined) return toUrl(server, owner, name);
  const { id, digest } = await resolveVersion(song, target);
  return toUrl(server, owner, name, 'commit', id ?? digest);
}

/** Branches have slashes too. */
async function isVersion(cli: Cli, target: string): Promise<boolean> {
  const song = await Song.find(cli).catch(() => null);
  return song?.folder.state.branches[target] !== undefined;
}

function toUrl(server: string, ...parts: string[]): string {
  return [server, ...parts.map(encodeURIComponent)].join('/');
}

/** Hands an address to whatever opens addresses here. The address is printed as well, for where nothing does. */
function launch(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""', url.replaceAll('&', '^&')]
        : ['xdg-open', url];
  const child = spawn(command!, args, { stdio: 'ignore', detached: true });
  child.once('error', () => {});
  child.unref();
}
