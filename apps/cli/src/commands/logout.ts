import { defaultServer, parseServer } from '../account/server-address.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';

/** Forgets the token of a server. */
export async function logout(cli: Cli, address: string | undefined): Promise<void> {
  const server = parseServer(address ?? cli.env.BEATFLOW_SERVER ?? defaultServer);
  const wasThere = await (await cli.openCredentials()).forget(server);
  if (!wasThere) throw new CliError('signIn', `You were not signed in on ${server}.`);
  cli.terminal.print(`Signed out on ${server}. The token itself can be revoked on ${server}/settings.`);
  cli.terminal.facts({ server });
}
