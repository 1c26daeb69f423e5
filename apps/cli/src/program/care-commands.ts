import { Command } from '@commander-js/extra-typings';
import type { Command as AnyCommand } from 'commander';
import type { Cli } from '../cli.ts';
import { addExamples, defineCommand, type Example } from './define.ts';
import { parseCount } from './parse-count.ts';

type Define = (cli: Cli) => AnyCommand;

const fsck: Define = (cli) => {
  const command = defineCommand('fsck', 'Check every version, stem, file, chunk and pack of this machine’s server')
    .option('--read-data', 'read all audio, and compare every byte')
    .option('--repair', 'mend what there is another copy of');
  return forward(cli, command, [
    ['beatflow fsck', 'everything that a version names is there'],
    ['beatflow fsck --read-data', 'and every byte is right'],
  ]);
};

const gc: Define = (cli) => {
  const command = defineCommand('gc', 'Remove what nobody needs any more from this machine’s server').option(
    '--dry-run',
    'only say what it would do',
  );
  return forward(cli, command, [
    ['beatflow gc --dry-run', 'what has waited for longer than GC_GRACE'],
    ['beatflow gc', 'removes it; the server does so once a day'],
  ]);
};

const backup: Define = (cli) => {
  const command = defineCommand('backup', 'Make a backup of this machine’s server, while people push')
    .argument('<to>', 'a folder on another disk, or a bucket: s3://bucket/prefix')
    .option('--keep <count>', 'only so many stay, the newest', parseCount)
    .option('--verify', 'then read and check every byte of them');
  return forward(cli, command, [
    ['beatflow backup /mnt/backup/beatflow', 'after the first, only what is new is copied'],
    ['beatflow backup /mnt/backup/beatflow --keep 30', 'every night, say'],
  ]);
};

const pack: Define = (cli) =>
  forward(cli, defineCommand('pack', 'Move audio that is kept whole into packs'), [
    ['beatflow admin pack', 'once, after an upgrade from a server that had no packs'],
  ]);

const backups: Define = (cli) => {
  const command = defineCommand('backups', 'List the backups in a place')
    .argument('<place>', 'a folder or a bucket')
    .option('--verify', 'read and check every byte of them');
  return forward(cli, command, [['beatflow admin backups /mnt/backup/beatflow', 'the newest first']]);
};

const restore: Define = (cli) => {
  const command = defineCommand('restore', 'Put a backup into a new server that nobody has used yet')
    .argument('<from>', 'the folder or bucket with the backups')
    .argument('[backup]', 'which one, as “beatflow admin backups” names it (the newest)');
  return forward(cli, command, [
    ['beatflow admin restore /mnt/backup/beatflow', 'the newest'],
    ['beatflow admin restore /mnt/backup/beatflow 3f9a1c7e2b40', 'that one'],
  ]);
};

/** Taking care of a server's database and store, on the machine that it runs on. */
export function listCareCommands(cli: Cli): AnyCommand[] {
  const admin = new Command('admin')
    .summary('Take care of this machine’s server: its database, and the store of its audio')
    .description('Takes care of this machine’s server: its database, and the store of its audio.') as AnyCommand;
  for (const define of [fsck, gc, backup, backups, restore, pack]) admin.addCommand(define(cli));
  addExamples(admin, [['beatflow admin restore --help', 'help of one of them']]);
  return [...[fsck, gc, backup].map((define) => define(cli)), admin];
}

/** Lets the server's own program do a command: there is one piece of code that knows the store. */
function forward(cli: Cli, command: object, examples: readonly Example[]): AnyCommand {
  const defined = command as AnyCommand;
  addExamples(defined, examples);
  return defined.action(async () => (await import('../commands/admin.ts')).runAdmin(cli, toArguments(defined)));
}

/** What was typed, in the one form that every program understands. */
function toArguments(command: AnyCommand): [name: string, ...args: string[]] {
  const options = command.options.flatMap((option) => {
    const value = command.getOptionValue(option.attributeName()) as number | true | undefined;
    if (value === undefined) return [];
    return value === true ? [option.long!] : [`${option.long}=${value}`];
  });
  return [command.name(), ...options, '--', ...command.args];
}
