import type { Cli } from '../cli.ts';
import { addExamples, defineCommand } from './define.ts';

/** Looking at versions. */
export function listHistoryCommands(cli: Cli) {
  const log = defineCommand('log', 'Show versions, newest first')
    .argument('[version]', 'a branch, tag or version to begin from')
    .option('--graph', 'draw how versions come from each other')
    .option('-n, --number <count>', 'how many', '20')
    .option('--all', 'of all branches')
    .option('--author <name>', 'only by somebody')
    .option('--track <stem>', 'only where this stem changed')
    .option('--grep <words>', 'only with these words in the message')
    .action(async (version, options) => {
      const { log: run, parseCount } = await import('../commands/log.ts');
      await run(cli, version, { ...options, number: parseCount(options.number) });
    });
  addExamples(log, [
    ['beatflow log --graph --all', 'every branch, drawn'],
    ['beatflow log --track bass -n 5', 'the last five versions that changed the bass'],
  ]);

  const show = defineCommand('show', 'Show one version and its stems')
    .argument('[version]', 'a branch, tag or digest (the newest)')
    .action(async (version) => (await import('../commands/show.ts')).show(cli, version));
  addExamples(show, [['beatflow show 3f9c1ab', 'at least 7 digits of a digest']]);

  return [log, show];
}
