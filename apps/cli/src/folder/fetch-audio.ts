import { CliError } from '../failure/cli-error.ts';
import type { Remote } from '../server/remote.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { KnownStem } from './known-commit.ts';
import type { SongFolder } from './song-folder.ts';

const AT_ONCE = 5;

/** Downloads the audio of stems that is not kept here yet, several files at once. Answers how much travelled. */
export async function fetchAudio(
  folder: SongFolder,
  stems: readonly KnownStem[],
  openRemote: () => Promise<Remote>,
  terminal: Terminal,
): Promise<{ files: number; bytes: number }> {
  const missing = await listMissing(folder, stems);
  if (missing.length === 0) return { files: 0, bytes: 0 };
  const remote = await openRemote();
  const progress = new Progress(terminal, 'Fetching');
  let bytes = 0;
  for (const { audio } of missing) progress.expect(audio.sizeBytes);
  const fetchNext = async (): Promise<void> => {
    for (let stem = missing.pop(); stem; stem = missing.pop()) {
      const { audioDigest: digest } = stem.content;
      const file = { digest, sizeBytes: stem.audio.sizeBytes };
      await remote.audio.download(stem.stemId!, file, folder.objects.pathOf(digest), (count) => {
        bytes += count;
        progress.advance(count);
      });
    }
  };
  const files = missing.length;
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
  } finally {
    progress.end();
  }
  return { files, bytes };
}

async function listMissing(folder: SongFolder, stems: readonly KnownStem[]): Promise<KnownStem[]> {
  const missing = new Map<string, KnownStem>();
  for (const stem of stems) {
    const { audioDigest, name } = stem.content;
    if (missing.has(audioDigest) || (await folder.objects.has(audioDigest))) continue;
    if (stem.stemId === null) {
      throw new CliError('failed', `The audio of “${name}” is gone, and it was never pushed.`);
    }
    missing.set(audioDigest, stem);
  }
  return [...missing.values()];
}
