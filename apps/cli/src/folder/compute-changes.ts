import { baseName, fileNameOfStem, guessStems, matchNames, nameKey, type StemGuess } from '@beatflow/shared';
import type { KnownAudio, KnownStem } from './known-commit.ts';
import type { WorkingFile } from './working-files.ts';

/** A working file that can be read. */
interface AudioFile {
  path: string;
  digest: string;
  audio: KnownAudio;
}

/** What became of one stem in the folder. */
export type StemChange =
  | { kind: 'unchanged'; stem: KnownStem; file: AudioFile }
  | { kind: 'changed'; stem: KnownStem; file: AudioFile }
  | { kind: 'renamed'; stem: KnownStem; file: AudioFile; name: string }
  | { kind: 'missing'; stem: KnownStem; path: string }
  | { kind: 'new'; file: AudioFile; guess: StemGuess };

export interface FolderChanges {
  /** In the order of the version, then new stems in order of their paths. */
  stems: StemChange[];
  broken: { path: string; reason: string; message: string }[];
}

/** Tells what became of each stem of a version in the folder: by where its file was, then by its sound, then by its name. */
export function computeChanges(
  stems: readonly KnownStem[],
  files: readonly WorkingFile[],
  places: Readonly<Record<string, string>>,
  songName: string,
): FolderChanges {
  const broken = files.flatMap(({ path, print }) => (print.kind === 'broken' ? { ...print, path } : []));
  const audio = files.flatMap(({ path, print }) => {
    return print.kind === 'audio' ? { path, digest: print.digest, audio: print.audio } : [];
  });
  const fileOf = bindFiles(stems, audio, places, songName);
  const brokenPaths = new Set(broken.map(({ path }) => path));
  const bound = new Set(fileOf.values());
  const fresh = audio.filter((file) => !bound.has(file));
  const kept = stems.flatMap((stem): StemChange[] => {
    const file = fileOf.get(stem);
    if (file) return [describeStem(stem, file, places, songName)];
    const path = places[stem.content.trackId] ?? fileNameOfStem(stem.content.name, stem.audio);
    // A file that cannot be read is no reason to think that the stem is gone.
    return brokenPaths.has(path) ? [] : [{ kind: 'missing', stem, path }];
  });
  const names = stems.map(({ content }) => content.name);
  return { stems: [...kept, ...nameFresh(fresh, names, songName)], broken };
}

/** The same sound in other bytes counts as the same: a header that a DAW writes anew is no change. */
function isSameAudio(stem: KnownStem, { digest, audio }: AudioFile): boolean {
  if (stem.content.audioDigest === digest) return true;
  return (
    audio.pcmDigest !== null &&
    audio.pcmDigest === stem.audio.pcmDigest &&
    audio.sampleRate === stem.audio.sampleRate &&
    audio.channels === stem.audio.channels &&
    audio.sampleFormat === stem.audio.sampleFormat
  );
}

function bindFiles(
  stems: readonly KnownStem[],
  files: readonly AudioFile[],
  places: Readonly<Record<string, string>>,
  songName: string,
): Map<KnownStem, AudioFile> {
  const fileOf = new Map<KnownStem, AudioFile>();
  const waiting = new Set(files);
  const bind = (stem: KnownStem, file: AudioFile | undefined) => {
    if (!file) return;
    fileOf.set(stem, file);
    waiting.delete(file);
  };
  const free = () => stems.filter((stem) => !fileOf.has(stem));
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const stem of stems) bind(stem, byPath.get(places[stem.content.trackId] ?? ''));
  for (const stem of free())
    bind(
      stem,
      find(waiting, ({ digest }) => digest === stem.content.audioDigest),
    );
  for (const stem of free())
    bind(
      stem,
      find(waiting, (file) => isSameAudio(stem, file)),
    );
  const rest = [...waiting];
  const guesses = guessStems(
    rest.map(({ path }) => path),
    songName,
  );
  const named = rest.map((file, index) => ({ file, guess: guesses[index]! }));
  const tracks = free().map((stem) => ({ stem, name: stem.content.name, stemType: stem.content.stemType }));
  for (const [{ stem }, { file }] of matchNames(tracks, named)) bind(stem, file);
  return fileOf;
}

function describeStem(
  stem: KnownStem,
  file: AudioFile,
  places: Readonly<Record<string, string>>,
  songName: string,
): StemChange {
  if (!isSameAudio(stem, file)) return { kind: 'changed', stem, file };
  const place = places[stem.content.trackId];
  const [guess] = guessStems([file.path], songName);
  const isRenamed =
    place !== undefined && place !== file.path && nameKey(baseName(place)) !== nameKey(baseName(file.path));
  if (!isRenamed || !guess || nameKey(guess.name) === nameKey(stem.content.name))
    return { kind: 'unchanged', stem, file };
  return { kind: 'renamed', stem, file, name: guess.name };
}

/** New stems take the names that their files suggest; one that is taken already gets a number. */
function nameFresh(files: readonly AudioFile[], names: readonly string[], songName: string): StemChange[] {
  const guesses = guessStems(
    files.map(({ path }) => path),
    songName,
  );
  const fold = (name: string) => name.normalize('NFC').toLowerCase();
  const taken = new Set(names.map(fold));
  return files.map((file, index) => {
    const guess = guesses[index]!;
    let { name } = guess;
    for (let number = 2; taken.has(fold(name)); number++) name = `${guess.name.slice(0, 250)} ${number}`;
    taken.add(fold(name));
    return { kind: 'new', file, guess: { ...guess, name } };
  });
}

function find<T>(values: Iterable<T>, test: (value: T) => boolean): T | undefined {
  for (const value of values) if (test(value)) return value;
  return undefined;
}
