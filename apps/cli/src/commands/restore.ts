import { fileNameOfStem } from '@beatflow/shared';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { fromServer, type KnownStem } from '../folder/known-commit.ts';
import { foldName } from './read-options.ts';
import { requireClean, requireNoConflict, requirePushed } from './require-state.ts';
import { resolveVersion } from './resolve-version.ts';
import { Song } from './song.ts';

interface RestoreOptions {
  from?: string;
  all?: boolean;
  asVersion?: string;
}

/** Puts stems back into the folder as a version has them, or makes a version that holds what an old one held. */
export async function restore(cli: Cli, names: readonly string[], options: RestoreOptions): Promise<void> {
  const song = await Song.find(cli);
  if (options.asVersion !== undefined) return song.lock(() => restoreVersion(song, options.asVersion!));
  if (names.length === 0 && !options.all) {
    throw new CliError('usage', 'Which stems?', 'Name them, or say --all for every stem of the version.');
  }
  const written = await song.lock(() => putBack(song, names, options));
  for (const path of written) cli.terminal.print(`  ${path}`);
  cli.terminal.facts({ written });
}

async function putBack(song: Song, names: readonly string[], { from, all = false }: RestoreOptions): Promise<string[]> {
  const { folder } = song;
  const version = await resolveVersion(song, from);
  const stems = all ? version.stems : names.map((name) => findStem(song, version.stems, name));
  const copies = await song.fetchCopies(stems);
  const written: string[] = [];
  try {
    for (const stem of stems) {
      const { trackId, name } = stem.content;
      const path = folder.state.places[trackId] ?? fileNameOfStem(name, stem.audio);
      await copies.place(stem, path);
      folder.state.places[trackId] = path;
      written.push(path);
    }
  } finally {
    await copies.end();
  }
  await folder.saveState();
  return written;
}

/** A stem by its name, or by the file that it has in the folder. */
function findStem({ folder }: Song, stems: readonly KnownStem[], name: string): KnownStem {
  const stem = stems.find(({ content }) => {
    const place = folder.state.places[content.trackId];
    return foldName(content.name) === foldName(name) || place === name.replaceAll('\\', '/');
  });
  if (stem) return stem;
  const known = stems.map(({ content }) => content.name).join(', ');
  throw new CliError('notFound', `This version has no stem “${name}”.`, `It has: ${known}.`);
}

async function restoreVersion(song: Song, ref: string): Promise<void> {
  await requireNoConflict(song);
  await requireClean(song);
  await requirePushed(song);
  const head = (await song.folder.findHead())!;
  const version = await resolveVersion(song, ref);
  const api = await song.openApi();
  const made = fromServer(
    await api.commit.restore.mutate({
      repositoryId: song.repositoryId,
      branch: song.branch,
      expectedHead: head.id!,
      commit: version.id ?? ref,
    }),
  );
  await song.keepVersion(made);
  await song.moveTo(song.branch, made, made.digest);
  song.cli.terminal.print(`${made.digest.slice(0, 7)} ${made.message}`);
  song.cli.terminal.facts({ branch: song.branch, head: made.digest, message: made.message });
}
