import { hostname } from 'node:os';
import type { Writable } from 'node:stream';
import { text as readStream } from 'node:stream/consumers';
import { defaultServer, isReadableOnTheWay, parseServer } from '../account/server-address.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { Remote } from '../server/remote.ts';

interface LoginOptions {
  username?: string;
  tokenStdin?: boolean;
}

/** Signs in on a server and keeps the token; a password is used once and never kept. */
export async function login(cli: Cli, address: string | undefined, options: LoginOptions): Promise<void> {
  const server = parseServer(address ?? cli.env.BEATFLOW_SERVER ?? defaultServer);
  if (isReadableOnTheWay(server)) {
    cli.terminal.say(`Careful: ${server} is not https, so what you send there can be read on the way.`);
  }
  const token = options.tokenStdin ? await readToken(cli) : await askForToken(cli, server, options);
  const remote = await Remote.open(server, { username: '', token });
  const api = await remote.openApi();
  const me = await api.account.me.query().finally(() => remote.close());
  if (!me) throw new CliError('signIn', 'The server does not know this token.');
  await (await cli.openCredentials()).keep(server, { username: me.username, token });
  cli.terminal.print(`Signed in on ${server} as ${me.username}.`);
  cli.terminal.facts({ server, username: me.username });
}

async function readToken(cli: Cli): Promise<string> {
  const token = (await readStream(cli.terminal.streams.stdin as NodeJS.ReadableStream)).trim();
  if (token) return token;
  throw new CliError(
    'usage',
    'No token came on standard input.',
    'Write: echo "$TOKEN" | beatflow login --token-stdin',
  );
}

async function askForToken(cli: Cli, server: string, { username }: LoginOptions): Promise<string> {
  if (!cli.terminal.isInteractive) {
    throw new CliError(
      'usage',
      'Nobody is here to type a password.',
      'Make a token on the settings page, and pass it with --token-stdin or in BEATFLOW_TOKEN.',
    );
  }
  const prompts = await import('@clack/prompts');
  const output = cli.terminal.streams.stderr as Writable;
  const answer = async (asked: Promise<string | symbol>): Promise<string> => {
    const value = await asked;
    if (typeof value === 'string') return value;
    throw new CliError('failed', 'Nothing was changed.');
  };
  const login = username ?? (await answer(prompts.text({ message: `Username on ${server}`, output })));
  const password = await answer(prompts.password({ message: 'Password, or a token (bf_…)', output }));
  return password.startsWith('bf_') ? password : createToken(server, login, password);
}

/** Signs in just long enough to make a token for this computer. */
async function createToken(server: string, login: string, password: string): Promise<string> {
  const { createTRPCClient, httpLink } = await import('@trpc/client');
  let cookie = '';
  const api = createTRPCClient<import('@beatflow/api').AppRouter>({
    links: [
      httpLink({
        url: `${server}/trpc`,
        headers: () => (cookie ? { cookie } : {}),
        fetch: async (url, init) => {
          const response = await fetch(url, init as RequestInit);
          const [set] = response.headers.getSetCookie();
          if (set) cookie = set.split(';', 1)[0] ?? '';
          return response;
        },
      }),
    ],
  });
  await api.account.signIn.mutate({ login, password });
  const name = `beatflow on ${hostname()}`.slice(0, 100);
  const { token } = await api.account.createToken.mutate({ name, expiresInDays: 365 });
  await api.account.signOut.mutate();
  return token;
}
