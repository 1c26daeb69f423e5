import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { watch as watchFiles } from 'chokidar';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { isConnectionProblem } from '../failure/describe-failure.ts';
import { commitFolder } from './commit.ts';
import { pushBranch } from './push-branch.ts';
import { hasChanges, readChanges } from './read-changes.ts';
import { requireNoConflict } from './require-state.ts';
import { Song } from './song.ts';

interface WatchOptions {
  commit?: boolean;
  push?: boolean;
  once?: boolean;
  settle: number;
}

/** Watches the folder, and offers a version when the DAW has finished writing; with `commit` it makes one unasked. */
export async function watch(cli: Cli, options: WatchOptions): Promise<void> {
  const song = await Song.find(cli);
  const { terminal } = cli;
  if (!options.commit && !terminal.isInteractive) {
    throw new CliError('usage', 'Nobody is here to be asked.', 'Say --commit to make versions unasked.');
  }
  await requireNoConflict(song);
  const quiet = new Quiet(song.folder.root, options.settle * 1000);
  const stop = () => void quiet.stop();
  process.once('SIGINT', stop);
  try {
    await quiet.begin();
    terminal.say(`Watching ${song.folder.root}. Bounce your stems; Ctrl-C ends.`);
    do {
      const isDone = await look(song, options);
      if (isDone && options.once) return;
    } while (await quiet.next());
  } finally {
    process.off('SIGINT', stop);
    await quiet.stop();
  }
}

/** Whether a version was made of what lies in the folder now. */
async function look(song: Song, options: WatchOptions): Promise<boolean> {
  const changes = await readChanges(song);
  const { terminal } = song.cli;
  // A file that cannot be read yet is one that is being written, or will be written again.
  for (const { path, message } of changes.broken) terminal.say(`${path}: ${message}`);
  if (!hasChanges(changes) || changes.broken.length > 0) return false;
  const names = changes.stems.flatMap((change) => {
    if (change.kind === 'unchanged') return [];
    return change.kind === 'missing' ? `${change.path} (missing)` : change.file.path;
  });
  terminal.say(`Changed: ${names.join(', ')}`);
  const message = options.commit ? '' : await askForMessage(terminal.streams.stderr as Writable);
  if (message === null) return false;
  const made = await song.lock(() => commitFolder(song, message ? { message } : {}));
  terminal.print(`${made.digest.slice(0, 7)} ${made.message}`);
  terminal.facts({ digest: made.digest, message: made.message });
  if (options.push) await pushIfPossible(song);
  return true;
}

async function askForMessage(output: Writable): Promise<string | null> {
  const { isCancel, text } = await import('@clack/prompts');
  const said = await text({
    message: 'Make a version? Say what it is about (Esc: not now)',
    placeholder: 'what changed',
    output,
  });
  return isCancel(said) ? null : (said ?? '');
}

/** What cannot be pushed now waits for the next time. */
async function pushIfPossible(song: Song): Promise<void> {
  try {
    await song.lock(() => pushBranch(song));
    song.cli.terminal.say(`Pushed to ${song.branch}.`);
  } catch (err) {
    const isLater = isConnectionProblem(err) || (err instanceof CliError && err.exit === 'conflict');
    if (!isLater) throw err;
    song.cli.terminal.say(
      err instanceof CliError ? `${err.message} ${err.next ?? ''}` : 'The server cannot be reached: pushed later.',
    );
  }
}

/** Tells when the files of a folder have changed and lie still again. */
class Quiet {
  readonly #root: string;
  readonly #settleMs: number;
  #watcher: ReturnType<typeof watchFiles> | null = null;
  #lastMs: number | null = null;
  #wake: (() => void) | null = null;
  #isStopped = false;

  constructor(root: string, settleMs: number) {
    this.#root = root;
    this.#settleMs = settleMs;
  }

  async begin(): Promise<void> {
    const watcher = watchFiles(this.#root, {
      ignored: (path) => path !== this.#root && basename(path).startsWith('.'),
      ignoreInitial: true,
    });
    this.#watcher = watcher;
    watcher.on('all', () => {
      this.#lastMs = performance.now();
      this.#wake?.();
    });
    await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  }

  /** False when the watching has ended. */
  async next(): Promise<boolean> {
    if (this.#lastMs === null && !this.#isStopped) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    for (let left = this.#left(); left > 0 && !this.#isStopped; left = this.#left()) await wait(left);
    this.#lastMs = null;
    return !this.#isStopped;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake?.();
    await this.#watcher?.close();
  }

  #left(): number {
    return this.#lastMs === null ? 0 : this.#settleMs - (performance.now() - this.#lastMs);
  }
}
