import { defaultServer, parseServer } from '../account/server-address.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { SongFolder } from '../folder/song-folder.ts';

/** Says who the user is on a server: that of the folder, or the one that is named. */
export async function whoami(cli: Cli, address: string | undefined): Promise<void> {
  const server = address === undefined ? await chooseServer(cli) : parseServer(address);
  const credential = await cli.requireCredential(server);
  const api = await (await cli.openRemote(server)).openApi();
  const me = await api.account.me.query();
  if (!me) throw new CliError('signIn', `${server} does not know you.`, `Run “beatflow login ${server}”.`);
  if (!credential.username) credential.username = me.username;
  cli.terminal.print(`${me.username} on ${server}`);
  cli.terminal.facts({ server, username: me.username, email: me.email });
}

/** The server that a command means when nobody says: that of the folder, of the environment, or the only one known. */
export async function chooseServer(cli: Cli): Promise<string> {
  if (cli.env.BEATFLOW_SERVER) return parseServer(cli.env.BEATFLOW_SERVER);
  const folder = await SongFolder.find(cli.cwd).catch(() => null);
  if (folder) return folder.config.server;
  const servers = await (await cli.openCredentials()).listServers();
  if (servers.length > 1) {
    throw new CliError(
      'usage',
      `You are signed in on ${servers.join(' and ')}.`,
      'Say which with --server, or set BEATFLOW_SERVER.',
    );
  }
  return servers[0] ?? defaultServer;
}
