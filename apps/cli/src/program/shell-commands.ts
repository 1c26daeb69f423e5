import { Command } from '@commander-js/extra-typings';
import type { Cli } from '../cli.ts';
import { addExamples, defineCommand } from './define.ts';
import type { CommandShape } from './describe-program.ts';

/** What is for shells; `describeAll` tells of all commands, these included. */
export function listShellCommands(cli: Cli, describeAll: () => CommandShape[]) {
  const completion = new Command('completion')
    .summary('Print the script with which a shell completes beatflow')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell) => {
      const { writeCompletion } = await import('./write-completion.ts');
      cli.terminal.streams.stdout.write(writeCompletion(shell, describeAll()));
    });
  addExamples(completion, [
    ['beatflow completion bash >> ~/.bashrc', 'for bash'],
    ['beatflow completion zsh > "$fpath[1]/_beatflow"', 'for zsh'],
    ['beatflow completion fish > ~/.config/fish/completions/beatflow.fish', 'for fish'],
  ]);

  const watch = defineCommand('watch', 'Offer a version whenever the DAW has finished writing into the folder')
    .option('--commit', 'make versions unasked; their messages say what changed')
    .option('--push', 'push each of them')
    .option('--once', 'end after the first')
    .option('--settle <seconds>', 'how long files must lie still', '3')
    .action(async (options) => {
      const { watch: run } = await import('../commands/watch.ts');
      await run(cli, { ...options, settle: Math.max(0.05, Number(options.settle) || 3) });
    });
  addExamples(watch, [
    ['beatflow watch', 'asks for a message after each bounce'],
    ['beatflow watch --commit --push', 'every bounce becomes a version on the server'],
  ]);

  return [watch, completion];
}

/** Asked by shells only, and so listed nowhere. */
export function defineRefs(cli: Cli) {
  return new Command('__refs').action(async () => (await import('../commands/list-refs.ts')).listRefs(cli));
}
