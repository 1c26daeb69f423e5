import {
  compareSnapshots,
  type Snapshot,
  type SoundOfTrack,
  summarizeChanges,
  summarizeFirst,
} from '@beatflow/history';
import { bpm as bpmSchema, commitMessage, guessSong, keySignature, MAX_STEMS } from '@beatflow/shared';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { isConnectionProblem } from '../failure/describe-failure.ts';
import type { StemChange } from '../folder/compute-changes.ts';
import { type KnownCommit, type KnownStem, makeCommit } from '../folder/known-commit.ts';
import { describeStemChange, hasChanges, type ReadChanges, readChanges } from './read-changes.ts';
import { parsePairs, readWith } from './read-options.ts';
import { requireNoConflict } from './require-state.ts';
import { Song } from './song.ts';
import { toStems } from './to-stems.ts';

export interface CommitOptions {
  message?: string;
  bpm?: string;
  key?: string;
  type?: string[];
  name?: string[];
}

/** Makes a version of what the folder holds. Needs no server: it is pushed when there is one. */
export async function commit(cli: Cli, options: CommitOptions): Promise<void> {
  const song = await Song.find(cli);
  const made = await song.lock(() => commitFolder(song, options));
  cli.terminal.print(`${made.digest.slice(0, 7)} ${made.message}`);
  cli.terminal.facts({ digest: made.digest, message: made.message, branch: song.branch, stems: made.stems.length });
}

export async function commitFolder(song: Song, options: CommitOptions): Promise<KnownCommit> {
  await requireNoConflict(song);
  const username = await findUsername(song);
  const changes = await readChanges(song);
  requireReadable(changes);
  const { head } = changes;
  const stems = toStems(changes, parsePairs(options.type, '--type'), parsePairs(options.name, '--name'));
  const facts = readFacts(options, head, changes);
  requireSomething(changes, stems, facts, head);
  const sounds = options.message ? new Map() : await compareSounds(song, changes);
  const message = readWith(
    commitMessage,
    options.message ?? summarize(head, { ...facts, tracks: contents(stems) }, sounds),
    '--message',
  );
  await keepAudio(song, changes);
  const made = makeCommit(head, { authorName: username, message, ...facts, stems });
  await song.folder.commits.keep(made);
  song.folder.state.places = placesOf(changes, stems);
  await song.folder.setBranch(song.branch, { head: made.digest });
  return made;
}

/** The author's name is part of a version's digest; of a token alone, the server knows whose it is. */
async function findUsername(song: Song): Promise<string> {
  const { username } = await song.cli.requireCredential(song.folder.config.server);
  if (username) return username;
  const me = await (await song.openApi()).account.me.query().catch((err: unknown) => {
    if (isConnectionProblem(err)) return null;
    throw err;
  });
  if (me) return me.username;
  throw new CliError('signIn', 'Who makes this version?', 'Set BEATFLOW_USERNAME beside BEATFLOW_TOKEN.');
}

function requireReadable({ broken }: ReadChanges): void {
  const [first] = broken;
  if (!first) return;
  throw new CliError(
    'badAudio',
    broken.map(({ path, message }) => `${path}: ${message}`).join('\n'),
    'Export it again, or take it out of the folder.',
    { files: broken },
  );
}

type Facts = Pick<KnownCommit, 'bpm' | 'keySignature' | 'generationParams'>;

/** Tempo and key as they are said, else as the version before has them, else as the names of the files tell. */
function readFacts(options: CommitOptions, head: KnownCommit | null, { stems }: ReadChanges): Facts {
  const guess = head ? head : guessSong(stems.flatMap((change) => ('file' in change ? change.file.path : [])));
  const { bpm, key } = options;
  return {
    bpm:
      bpm === undefined ? guess.bpm : bpm === '' ? null : readWith(bpmSchema, Number(bpm.replace(',', '.')), '--bpm'),
    keySignature: key === undefined ? guess.keySignature : key === '' ? null : readWith(keySignature, key, '--key'),
    generationParams: head?.generationParams ?? null,
  };
}

function requireSomething(
  changes: ReadChanges,
  stems: readonly KnownStem[],
  facts: Facts,
  head: KnownCommit | null,
): void {
  if (stems.length === 0)
    throw new CliError('failed', 'There is no stem in this folder.', 'Bounce stems into it first.');
  if (stems.length > MAX_STEMS) {
    throw new CliError(
      'usage',
      `A version has at most ${MAX_STEMS} stems; these are ${stems.length}.`,
      'Move some away.',
    );
  }
  const isRelabelled = stems.some((stem, at) => {
    const before = head?.stems[at]?.content;
    return before?.name !== stem.content.name || before.stemType !== stem.content.stemType;
  });
  const isSame = head && facts.bpm === head.bpm && facts.keySignature === head.keySignature && !isRelabelled;
  if (isSame && !hasChanges(changes)) throw new CliError('failed', 'Nothing has changed since the last version.');
}

async function compareSounds(song: Song, { stems }: ReadChanges): Promise<Map<string, SoundOfTrack>> {
  const sounds = new Map<string, SoundOfTrack>();
  for (const change of stems) {
    if (change.kind !== 'changed') continue;
    const { sound } = await describeStemChange(song, change);
    const { sampleRate } = change.file.audio;
    if (sound) sounds.set(change.stem.content.trackId, { change: sound, sampleRate });
  }
  return sounds;
}

function summarize(head: KnownCommit | null, after: Snapshot, sounds: ReadonlyMap<string, SoundOfTrack>): string {
  if (!head) return summarizeFirst(after);
  const { bpm, keySignature: key, generationParams } = head;
  const before = { bpm, keySignature: key, generationParams, tracks: contents(head.stems) };
  return summarizeChanges(compareSnapshots(before, after), sounds);
}

function contents(stems: readonly KnownStem[]) {
  return stems.map(({ content }) => content);
}

/** Keeps what no version had before, and does so before any version names it. */
async function keepAudio(song: Song, { stems }: ReadChanges): Promise<void> {
  for (const change of stems) {
    if (change.kind !== 'new' && change.kind !== 'changed') continue;
    await song.folder.objects.keep(song.folder.path(change.file.path), change.file.digest);
  }
}

function placesOf({ stems }: ReadChanges, made: readonly KnownStem[]): Record<string, string> {
  const live = stems.filter((change): change is Exclude<StemChange, { kind: 'missing' }> => change.kind !== 'missing');
  return Object.fromEntries(made.map((stem, at) => [stem.content.trackId, live[at]!.file.path]));
}
