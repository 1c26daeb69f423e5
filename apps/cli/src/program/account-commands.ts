import type { Cli } from '../cli.ts';
import { addExamples, defineCommand } from './define.ts';

/** Signing in, and saying who one is. */
export function listAccountCommands(cli: Cli) {
  const login = defineCommand('login', 'Sign in on a server, and keep a token for it')
    .argument('[server]', 'its address (http://localhost:3000, or BEATFLOW_SERVER)')
    .option('-u, --username <name>', 'who you are there')
    .option('--token-stdin', 'read a token from standard input, instead of asking for a password')
    .action(async (server, options) => (await import('../commands/login.ts')).login(cli, server, options));
  addExamples(login, [
    ['beatflow login', 'asks for name and password on this machine’s server'],
    ['beatflow login https://beatflow.example', 'another server; you can be signed in on several'],
    ['echo "$TOKEN" | beatflow login --token-stdin', 'for scripts'],
  ]);

  const logout = defineCommand('logout', 'Forget the token of a server')
    .argument('[server]', 'its address')
    .action(async (server) => (await import('../commands/logout.ts')).logout(cli, server));
  addExamples(logout, [['beatflow logout https://beatflow.example', 'forgets you there']]);

  const whoami = defineCommand('whoami', 'Say who you are on a server')
    .argument('[server]', 'its address (that of this folder’s song)')
    .action(async (server) => (await import('../commands/whoami.ts')).whoami(cli, server));
  addExamples(whoami, [['beatflow whoami', 'ana on http://localhost:3000']]);

  return [login, logout, whoami];
}
