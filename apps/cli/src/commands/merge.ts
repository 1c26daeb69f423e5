import { resolve } from 'node:path';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { cutFile } from '../folder/cut-file.ts';
import { readPrint } from '../folder/read-print.ts';
import { dropConflict, readConflict } from './conflict-state.ts';
import { foldName, parsePairs } from './read-options.ts';
import { requireClean, requireNoConflict, requirePushed } from './require-state.ts';
import { type Choices, nameConflict, toResolutions } from './resolutions.ts';
import { runUndertaking } from './run-merge.ts';
import { Song } from './song.ts';

export interface MergeOptions extends Choices {
  message?: string;
  abort?: boolean;
}

/** Brings another branch, tag or version into the branch at hand; without one, goes on with a merge that waits. */
export async function merge(cli: Cli, theirs: string | undefined, options: MergeOptions): Promise<void> {
  const song = await Song.find(cli);
  await song.lock(async () => {
    if (options.abort) return abort(song);
    return theirs === undefined ? goOn(song, options) : mergeVersion(song, theirs, options);
  });
}

/** Merges a version, which people know by `name`, into the branch at hand of a folder that is locked. */
export async function mergeVersion(song: Song, theirs: string, options: MergeOptions, name = theirs): Promise<void> {
  await requireNoConflict(song);
  await requireClean(song);
  await requirePushed(song);
  const { repositoryId, branch, cli } = song;
  const head = (await song.folder.findHead())!;
  const api = await song.openApi();
  const preview = await api.merge.preview.query({ repositoryId, ours: head.id!, theirs });
  if (preview.kind === 'up-to-date') {
    cli.terminal.print(`${branch} has everything of ${name} already.`);
    cli.terminal.facts({ kind: preview.kind, head: head.digest });
    return;
  }
  const names = new Map(preview.tracks.map(({ trackId, name }) => [trackId, name]));
  const stems = [...head.stems, ...(await song.getVersion(preview.theirsId)).stems];
  for (const { content } of stems) if (!names.has(content.trackId)) names.set(content.trackId, content.name);
  const conflicts = preview.conflicts.map((conflict) => nameConflict(conflict, names));
  const isAnswered = options.ours || options.theirs || options.both || options.use;
  const made = await runUndertaking(song, {
    kind: 'merge',
    serverBranch: branch,
    theirs,
    oursId: preview.oursId,
    theirsId: preview.theirsId,
    remote: song.folder.branch.remote,
    message: options.message ?? null,
    resolutions: isAnswered ? toResolutions(conflicts, options, await uploadAnswers(song, options.use)) : [],
  });
  tell(song, made.digest, made.message, preview.kind);
}

async function goOn(song: Song, options: MergeOptions): Promise<void> {
  const state = await readConflict(song.folder);
  if (!state)
    throw new CliError('usage', 'Nothing waits for a choice.', 'Name what to merge: “beatflow merge BRANCH”.');
  await requireClean(song);
  const { conflicts, sides: _, ...undertaking } = state;
  const answers = toResolutions(conflicts, options, await uploadAnswers(song, options.use));
  const key = ({ trackId, field }: { trackId: string | null; field: string }) => `${trackId} ${field}`;
  const given = new Set(answers.map(key));
  const resolutions = [...undertaking.resolutions.filter((before) => !given.has(key(before))), ...answers];
  const message = options.message ?? undertaking.message;
  const made = await runUndertaking(song, { ...undertaking, message, resolutions });
  tell(song, made.digest, made.message, 'merge');
  if (state.kind === 'pull') song.cli.terminal.say('Run “beatflow push” to share it.');
}

async function abort(song: Song): Promise<void> {
  const state = await readConflict(song.folder);
  if (!state) throw new CliError('usage', 'Nothing waits for a choice.');
  await dropConflict(song.folder);
  song.cli.terminal.print(`The ${state.kind} was given up; your version is as it was.`);
  song.cli.terminal.facts({ aborted: state.kind });
}

/** Sends the files that answer conflicts; by the names of stems, their digests. */
async function uploadAnswers(song: Song, uses: readonly string[] | undefined): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  for (const [name, file] of parsePairs(uses, '--use')) {
    const path = resolve(song.cli.cwd, file);
    const print = await readPrint(path);
    if (print.kind === 'broken') throw new CliError('badAudio', `${file}: ${print.message}`);
    const { audio } = await song.openRemote();
    const bytes = { digest: print.digest, sizeBytes: print.audio.sizeBytes };
    if ((await audio.findOffset(bytes)) !== 'whole') {
      const cut = async () => (await cutFile(path)).chunks;
      await audio.uploadChunks({ ...bytes, path, chunks: null, known: null, cut }, () => {});
    }
    digests.set(foldName(name), print.digest);
  }
  return digests;
}

function tell(song: Song, digest: string, message: string, kind: string): void {
  song.cli.terminal.print(`${digest.slice(0, 7)} ${message}`);
  song.cli.terminal.facts({ kind, head: digest, message, branch: song.branch });
}
