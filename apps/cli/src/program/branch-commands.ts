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

  const branch = defineCommand('branch', 'List branches, or make, rename or delete one')
    .argument('[name]', 'the branch to make')
    .argument('[version]', 'where it begins (the newest version)')
    .option('-d, --delete <name>', 'delete a branch; its versions stay')
    .option('--rename <name>', 'call the branch at hand otherwise')
    .action(async (name, version, options) =>
      (await import('../commands/branch.ts')).branch(cli, name, version, options),
    );
  addExamples(branch, [
    ['beatflow branch', 'lists those of this folder and of the server'],
    ['beatflow branch new-chorus', 'begins at the newest version'],
  ]);

  const switchTo = defineCommand('switch', 'Go to another branch')
    .argument('<branch>', 'its name')
    .option('-c, --create', 'make it first')
    .action(async (name, options) => (await import('../commands/switch.ts')).switchBranch(cli, name, options));
  addExamples(switchTo, [
    ['beatflow switch main', 'the folder holds its newest version'],
    ['beatflow switch -c new-chorus', 'takes along what is not committed'],
  ]);

  const revert = defineCommand('revert', 'Undo what a version changed, as a new version')
    .argument('<version>', 'a tag or digest')
    .option('-m, --message <text>', 'why')
    .action(async (version, options) => (await import('../commands/revert.ts')).revert(cli, version, options));
  addExamples(revert, [['beatflow revert 3f9c1ab', 'what came after it stays']]);

  const cherryPick = defineCommand('cherry-pick', 'Do again here what a version of another branch changed')
    .argument('<version>', 'a branch, tag or digest')
    .option('--only <stems...>', 'only what it did to these stems')
    .option('-m, --message <text>', 'what it is about (that of the version)')
    .action(async (version, options) => (await import('../commands/cherry-pick.ts')).cherryPick(cli, version, options));
  addExamples(cherryPick, [
    ['beatflow cherry-pick 3f9c1ab', 'that one change, and nothing else of its branch'],
    ['beatflow cherry-pick new-chorus --only bass', 'only the bass of the branch’s newest change'],
  ]);

  return [branch, switchTo, merge, cherryPick, revert];
}
