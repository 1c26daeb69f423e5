import type { Cli } from '../cli.ts';
import { addExamples, defineCommand } from './define.ts';

/** Getting a song, and going back and forth between folder and server. */
export function listSongCommands(cli: Cli) {
  const init = defineCommand('init', 'Make a song on the server, and this folder its folder of stems')
    .argument('[name]', 'what it is called (the folder’s name)')
    .option('--public', 'let everybody listen')
    .option('--description <text>', 'what it is about')
    .option('--genre <genre>', 'its genre')
    .option('--server <address>', 'where')
    .action(async (name, options) => (await import('../commands/init.ts')).init(cli, name, options));
  addExamples(init, [
    ['beatflow init', 'a song that is called as this folder, for you alone'],
    ['beatflow init night-drive --public', 'for everybody'],
  ]);

  const clone = defineCommand('clone', 'Get a song into a new folder')
    .argument('<song>', 'OWNER/NAME, or the address of its page')
    .argument('[folder]', 'where to (the song’s name)')
    .option('-b, --branch <name>', 'another branch than the default one')
    .option('--history', 'the audio of all earlier versions too, to have them offline')
    .option('--server <address>', 'where from')
    .action(async (song, folder, options) => (await import('../commands/clone.ts')).clone(cli, song, folder, options));
  addExamples(clone, [
    ['beatflow clone ana/night-drive', 'the newest version, into night-drive/'],
    ['beatflow clone ana/night-drive --history', 'with the audio of every version'],
  ]);

  const status = defineCommand('status', 'Say which stems are new, changed (and how) or missing')
    .option('--no-sound', 'do not listen to what changed')
    .action(async (options) => (await import('../commands/status.ts')).status(cli, options));
  addExamples(status, [
    ['beatflow status', 'changed  bass.wav  −2.0 dB'],
    ['beatflow status --json', 'the same as facts'],
  ]);

  const commit = defineCommand('commit', 'Make a version of what the folder holds')
    .option('-m, --message <text>', 'what it is about (else it says what changed)')
    .option('--bpm <tempo>', 'tempo; empty for none')
    .option('--key <key>', 'key, like F#m; empty for none')
    .option('--type <stem=type...>', 'drums, bass, vocals, melody or other, instead of what was guessed')
    .option('--name <stem=name...>', 'a name instead of what was guessed, by stem or file')
    .action(async (options) => (await import('../commands/commit.ts')).commit(cli, options));
  addExamples(commit, [
    ['beatflow commit -m "Louder bass"', 'works without a server'],
    ['beatflow commit --bpm 127.5 --key F#m', 'the message says what changed'],
    ['beatflow commit --type Pad=melody --name 07.wav=Strings', 'corrects what was guessed'],
  ]);

  const push = defineCommand('push', 'Send your versions to the server').action(async () =>
    (await import('../commands/push.ts')).push(cli),
  );
  addExamples(push, [
    ['beatflow push', 'sends only audio that the server does not have; goes on where it was stopped'],
  ]);

  const pull = defineCommand('pull', 'Bring what others pushed, and merge it with yours').action(async () =>
    (await import('../commands/pull.ts')).pull(cli),
  );
  addExamples(pull, [['beatflow pull', 'fetches only what changed']]);

  const fork = defineCommand('fork', 'Copy a song with its whole history to you')
    .argument('[song]', 'OWNER/NAME, or the address of its page (this folder’s song)')
    .option('--name <name>', 'what the copy is called')
    .option('--clone', 'get it into a new folder too')
    .option('--server <address>', 'where')
    .action(async (song, options) => (await import('../commands/fork.ts')).fork(cli, song, options));
  addExamples(fork, [['beatflow fork ana/night-drive --clone', 'your own night-drive, in a folder']]);

  const upstream = defineCommand(
    'upstream',
    'Say what the song that this one was forked from has meanwhile, or bring it',
  )
    .option('--merge', 'merge its newest version into the branch at hand')
    .option('-m, --message <text>', 'what the merge is about')
    .action(async (options) => (await import('../commands/upstream.ts')).upstream(cli, options));
  addExamples(upstream, [
    ['beatflow upstream', 'how far both have gone since'],
    ['beatflow upstream --merge', 'brings what is new in the original'],
  ]);

  const open = defineCommand('open', 'Open the page of a song, or of a version, in the browser')
    .argument('[version]', 'a branch, tag or digest, or OWNER/NAME (this folder’s song)')
    .option('--print', 'only print its address')
    .action(async (target, options) => (await import('../commands/open.ts')).open(cli, target, options));
  addExamples(open, [['beatflow open', 'the song of this folder']]);

  return [init, clone, status, commit, push, pull, fork, upstream, open];
}
