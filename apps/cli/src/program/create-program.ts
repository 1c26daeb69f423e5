import { type Command as AnyCommand, Command } from 'commander';
import type { Cli } from '../cli.ts';
import { exitCodes } from '../failure/exit-codes.ts';
import { listAccountCommands } from './account-commands.ts';
import { listBranchCommands } from './branch-commands.ts';
import { listCareCommands } from './care-commands.ts';
import { describeCommand } from './describe-program.ts';
import { listHistoryCommands } from './history-commands.ts';
import { defineRefs, listShellCommands } from './shell-commands.ts';
import { listSongCommands } from './song-commands.ts';
import { version } from './version.ts';

/** All commands by the headings that the help lists them under. */
export function listCommands(cli: Cli): [heading: string, commands: AnyCommand[]][] {
  const groups: [string, AnyCommand[]][] = [
    ['Songs', plain(listSongCommands(cli))],
    ['Versions', plain(listHistoryCommands(cli))],
    ['Branches', plain(listBranchCommands(cli))],
    ['Account', plain(listAccountCommands(cli))],
    ['Administration', plain(listCareCommands(cli))],
  ];
  const describeAll = () => groups.flatMap(([, commands]) => commands.map(describeCommand));
  groups.push(['Shell', plain(listShellCommands(cli, describeAll))]);
  return groups;
}

/** The typed commands are commander's own; their types say more than is of use here. */
function plain(commands: readonly unknown[]): AnyCommand[] {
  return [...commands] as AnyCommand[];
}

/** The whole program. Its commands load what they need only when they are run. */
export function createProgram(cli: Cli): AnyCommand {
  const program = new Command('beatflow')
    .description('BeatFlow from a terminal: Git for audio.')
    .version(version, '-V, --version', 'print the version')
    .option('-C, --folder <path>', 'as if it were run in another folder')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', `\nReference: docs/cli.md. ${describeExits()}`);
  for (const [heading, commands] of listCommands(cli)) {
    program.commandsGroup(`${heading}:`);
    for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  }
  for (const command of plain([defineRefs(cli)])) program.addCommand(command, { hidden: true });
  program.hook('preAction', (_, command) => {
    cli.terminal.isJson = Boolean(command.opts().json);
    const { folder } = program.opts<{ folder?: string }>();
    if (folder !== undefined) cli.enter(folder);
  });
  return program;
}

function describeExits(): string {
  const ends = Object.entries(exitCodes).map(([name, { code }]) => `${code} ${name}`);
  return `Ends with: ${ends.join(', ')}.`;
}
