import { describeSound } from '@beatflow/shared';
import { computeChanges, type FolderChanges, type StemChange } from '../folder/compute-changes.ts';
import { compareStem } from '../folder/describe-change.ts';
import type { KnownCommit } from '../folder/known-commit.ts';
import { readWorkingFiles } from '../folder/working-files.ts';
import type { Song } from './song.ts';

export interface ReadChanges extends FolderChanges {
  head: KnownCommit | null;
  skipped: { path: string; because: string }[];
}

/** What became of the stems of the head in the folder. */
export async function readChanges(song: Song): Promise<ReadChanges> {
  const { folder } = song;
  const head = await folder.findHead();
  const { terminal } = song.cli;
  const { files, skipped } = await readWorkingFiles(folder, (path) => {
    if (terminal.showsProgress) terminal.streams.stderr.write(`\r\u001b[2KReading ${path}`);
  });
  if (terminal.showsProgress) terminal.streams.stderr.write('\r\u001b[2K');
  return { head, skipped, ...computeChanges(head?.stems ?? [], files, folder.state.places, folder.config.name) };
}

/** Whether a version made now would differ from the head. */
export function hasChanges({ stems }: FolderChanges): boolean {
  return stems.some(({ kind }) => kind !== 'unchanged');
}

/** What happened to the sound of a replaced stem, in a few words, and as facts. */
export async function describeStemChange(song: Song, change: StemChange & { kind: 'changed' }) {
  const sound = await compareStem(song.folder, change.stem, change.file);
  const words = sound ? describeSound(sound, change.file.audio.sampleRate) : 'changed';
  const quality = describeFormatChange(change);
  return { sound, words: [words, ...quality].join(', ') };
}

function describeFormatChange({ stem, file }: StemChange & { kind: 'changed' }): string[] {
  const [before, after] = [stem.audio, file.audio];
  return [
    ...(before.sampleRate === after.sampleRate ? [] : [`now ${after.sampleRate} Hz`]),
    ...(before.channels === after.channels
      ? []
      : [`now ${after.channels === 1 ? 'mono' : `${after.channels} channels`}`]),
  ];
}
