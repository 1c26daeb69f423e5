import type { Cli } from '../cli.ts';
import { addExamples, defineCommand } from './define.ts';
import { parseCount } from './parse-count.ts';

/** Looking at versions. */
export function listHistoryCommands(cli: Cli) {
  const log = defineCommand('log', 'Show versions, newest first')
    .argument('[version]', 'a branch, tag or version to begin from')
    .option('--graph', 'draw how versions come from each other')
    .option('-n, --number <count>', 'how many', parseCount, 20)
    .option('--all', 'of all branches')
    .option('--author <name>', 'only by somebody')
    .option('--track <stem>', 'only where this stem changed')
    .option('--grep <words>', 'only with these words in the message')
    .action(async (version, options) => {
      const { log: run } = await import('../commands/log.ts');
      await run(cli, version, options);
    });
  addExamples(log, [
    ['beatflow log --graph --all', 'every branch, drawn'],
    ['beatflow log --track bass -n 5', 'the last five versions that changed the bass'],
  ]);

  const show = defineCommand('show', 'Show one version and its stems')
    .argument('[version]', 'a branch, tag or digest (the newest)')
    .action(async (version) => (await import('../commands/show.ts')).show(cli, version));
  addExamples(show, [['beatflow show 3f9c1ab', 'at least 7 digits of a digest']]);

  const diff = defineCommand('diff', 'Say what happened to each stem between two versions')
    .argument('[before]', 'a branch, tag or digest (the newest version)')
    .argument('[after]', 'the same (what is in the folder)')
    .action(async (before, after) => (await import('../commands/diff.ts')).diff(cli, before, after));
  addExamples(diff, [
    ['beatflow diff', 'what a commit would change'],
    ['beatflow diff v1 main', '~ Bass  0:41–0:46 edited'],
  ]);

  const blame = defineCommand('blame', 'Say which version brought in which part of a stem')
    .argument('<stem>', 'its name, or its file')
    .argument('[version]', 'a branch, tag or digest (the newest)')
    .action(async (stem, version) => (await import('../commands/blame.ts')).blame(cli, stem, version));
  addExamples(blame, [['beatflow blame vocals', '0:41.000–0:46.250  3f9c1ab  ana  …']]);

  const restore = defineCommand('restore', 'Put stems back into the folder as a version has them')
    .argument('[stems...]', 'their names, or their files')
    .option('--from <version>', 'a branch, tag or digest (the newest version)')
    .option('--all', 'every stem of that version')
    .option('--as-version <version>', 'make a new version on this branch that holds what an old one held')
    .action(async (stems, options) => (await import('../commands/restore.ts')).restore(cli, stems, options));
  addExamples(restore, [
    ['beatflow restore bass', 'drops what you did to the bass since the last version'],
    ['beatflow restore bass --from v1', 'the bass of v1, to be committed'],
    ['beatflow restore --as-version v1', 'all of v1, as a new version'],
  ]);

  const tag = defineCommand('tag', 'Name a version for ever, or list such names')
    .argument('[name]', 'the name')
    .argument('[version]', 'a branch, tag or digest (the newest)')
    .option('-m, --message <text>', 'why')
    .option('-d, --delete <name>', 'take a name away')
    .action(async (name, version, options) => (await import('../commands/tag.ts')).tag(cli, name, version, options));
  addExamples(tag, [['beatflow tag mix-1 -m "Sent to the label"', 'names the newest version']]);

  return [log, show, diff, blame, restore, tag];
}
