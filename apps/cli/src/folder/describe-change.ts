import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AudioChange } from '@beatflow/audio';
import { FileSource } from './file-source.ts';
import type { KnownStem } from './known-commit.ts';
import type { SongFolder } from './song-folder.ts';
import { writeFileSafely } from './write-file-safely.ts';

/** What happened to the sound between two files, by their paths; null where one of them cannot be compared. */
export async function compareFiles(before: string, after: string): Promise<AudioChange | null> {
  const { compareAudio, loadFrames, openAudio } = await import('@beatflow/audio');
  const open: FileSource[] = [];
  const load = async (path: string) => {
    const file = new FileSource(path);
    open.push(file);
    return loadFrames(await openAudio(file));
  };
  try {
    return compareAudio(await load(before), await load(after));
  } catch (err) {
    // Too long, or compressed in a way that breaks off: that it changed is known all the same.
    if (err instanceof Error && err.name === 'BeatflowError') return null;
    throw err;
  } finally {
    for (const file of open) file.close();
  }
}

/** What happened to the sound of a stem that was replaced by a working file; remembered, because it takes its time. */
export async function compareStem(
  folder: SongFolder,
  stem: KnownStem,
  file: { path: string; digest: string },
): Promise<AudioChange | null> {
  const before = stem.content.audioDigest;
  const name = createHash('sha256').update(`${before} ${file.digest}`).digest('hex');
  const path = folder.metaPath('comparisons', `${name}.json`);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as AudioChange | null;
  } catch {
    if (!(await folder.objects.has(before))) return null;
    const change = await compareFiles(await folder.objects.unpack(before), folder.path(file.path));
    await writeFileSafely(path, `${JSON.stringify(change)}\n`);
    return change;
  }
}
