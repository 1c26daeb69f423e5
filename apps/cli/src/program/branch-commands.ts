import type { Cli } from '../cli.ts';
import { addExamples, defineCommand } from './define.ts';

/** Trying ideas, and bringing them together. */
export function listBranchCommands(cli: Cli) {
  const merge = defineCommand('merge', 'Bring another branch into this one, or go on with a merge that waits')
    .argument('[version]', 'a branch, tag or version; none to go on')
    .option('--ours [stems...]', 'keep this side; without names, for everything that is left')
    .option('--theirs [stems...]', 'take the other side')
    .option('--both [stems...]', 'keep both sounds, theirs as a new stem')
    .option('--use <stem=file...>', 'a new file that answers the conflict')
    .option('-m, --message <text>', 'what the merge is about')
    .option('--abort', 'give the merge up')
    .action(async (version, options) => (await import('../commands/merge.ts')).merge(cli, version, options));
  addExamples(merge, [
    ['beatflow merge new-chorus', 'takes each stem from the side that changed it'],
    ['beatflow merge --theirs bass --both vocals', 'goes on where both changed the same'],
    ['beatflow merge --use bass=bass-mixed.wav', 'a file that you made out of both'],
    ['beatflow merge --abort', 'leaves everything as it was'],
  ]);
  return [merge];
}
