import type { CommitResponse } from '@beatflow/shared';
import { CliError } from '../failure/cli-error.ts';
import { refusalOf } from '../failure/refusal.ts';
import { fromServer, type KnownCommit } from '../folder/known-commit.ts';
import { type ConflictState, dropConflict, keepConflict } from './conflict-state.ts';
import { type FoundConflict, type NamedConflict, nameConflict } from './resolutions.ts';
import type { Song } from './song.ts';
import { writeSides } from './write-sides.ts';

/** What is to be brought together on the server. */
export type Undertaking = Omit<ConflictState, 'conflicts' | 'sides'>;

/**
 * Lets the server make a version out of two, and the folder be of it. Where somebody has to choose, both sides are written
 * into the folder, the undertaking is remembered, and the error says what to do.
 */
export async function runUndertaking(song: Song, undertaking: Undertaking): Promise<KnownCommit> {
  try {
    const made = await song.keepVersion(fromServer(await ask(song, undertaking)));
    const { remote, kind, serverBranch } = undertaking;
    await dropConflict(song.folder);
    await song.moveTo(song.branch, made, kind === 'pull' && serverBranch !== song.branch ? remote : made.digest);
    return made;
  } catch (err) {
    const refusal = refusalOf(err);
    if (refusal?.reason !== 'merge-conflict') throw err;
    throw await remember(song, undertaking, refusal.data.conflicts as FoundConflict[]);
  }
}

async function ask(song: Song, undertaking: Undertaking): Promise<CommitResponse> {
  const { kind, serverBranch: branch, theirs, trackIds, oursId, theirsId, message, resolutions } = undertaking;
  const api = await song.openApi();
  const { repositoryId } = song;
  const said = message === null ? {} : { message };
  if (kind === 'revert' || kind === 'cherry-pick') {
    const change = { repositoryId, branch, expectedHead: oursId, commit: theirs, resolutions, ...said };
    if (kind === 'revert') return api.commit.revert.mutate(change);
    return api.commit.cherryPick.mutate({ ...change, ...(trackIds && { trackIds }) });
  }
  const expected = { expectedOurs: oursId, expectedTheirs: theirsId };
  return api.merge.run.mutate({ repositoryId, branch, theirs, ...expected, resolutions, ...said });
}

async function remember(song: Song, undertaking: Undertaking, found: readonly FoundConflict[]): Promise<CliError> {
  const ours = await song.getVersion(undertaking.oursId);
  const theirs = await findTheirs(song, undertaking);
  const names = new Map([...theirs.stems, ...ours.stems].map(({ content }) => [content.trackId, content.name]));
  const conflicts = found.map((conflict) => nameConflict(conflict, names));
  await dropConflict(song.folder);
  const sides = await writeSides(song, conflicts, { ours, theirs });
  await keepConflict(song.folder, { ...undertaking, conflicts, sides });
  return new CliError(
    'conflict',
    [
      `Both sides changed the same; nothing is merged yet. Please choose for ${listNames(conflicts)}:`,
      ...conflicts.map(describeConflict),
      ...(sides.length > 0 ? [`To listen: ${sides.join(', ')}`] : []),
    ].join('\n'),
    'Run “beatflow merge --ours NAME”, “--theirs NAME”, “--both NAME” or “--use NAME=FILE”; or “beatflow merge --abort”.',
    { reason: 'merge-conflict', conflicts, sides },
  );
}

/** The version that has the other side's stems: of a revert, the one before what is undone. */
async function findTheirs(song: Song, { kind, theirsId }: Undertaking): Promise<KnownCommit> {
  const theirs = await song.getVersion(theirsId);
  return kind === 'revert' && theirs.parentId ? song.getVersion(theirs.parentId) : theirs;
}

function listNames(conflicts: readonly NamedConflict[]): string {
  return [...new Set(conflicts.map(({ name }) => name))].join(', ');
}

const fieldWords: Record<string, string> = {
  audioDigest: 'both changed its sound',
  track: 'one side removed it, the other changed it',
  gainDb: 'both moved its fader',
  pan: 'both panned it',
  muted: 'muted on one side',
  name: 'both renamed it',
  stemType: 'both changed its kind',
  position: 'both moved it',
};

function describeConflict({ name, field, ours, theirs, reason }: NamedConflict): string {
  const words = fieldWords[field] ?? 'both changed it';
  const isPlain =
    [ours, theirs].every((value) => value === null || typeof value !== 'object') && field !== 'audioDigest';
  const values = isPlain ? ` (ours ${String(ours)}, theirs ${String(theirs)})` : '';
  return `  ${name}: ${words}${values}${reason ? `. ${reason}` : ''}`;
}
