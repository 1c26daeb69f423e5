import { CliError } from '../failure/cli-error.ts';
import type { Remote } from '../server/remote.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { KnownStem } from './known-commit.ts';
import type { SongFolder } from './song-folder.ts';

const AT_ONCE = 5;

/**
 * Downloads the audio of stems that is not kept here yet, several tracks at once. Stems of one track are fetched in their
 * order, each on top of the one before; `known` are stems whose audio may be here, to begin with.
 */
export async function fetchAudio(
  folder: SongFolder,
  stems: readonly KnownStem[],
  known: readonly KnownStem[],
  { openRemote, terminal }: { openRemote: () => Promise<Remote>; terminal: Terminal },
): Promise<void> {
  const missing = await listMissing(folder, stems);
  if (missing.length === 0) return;
  const { audio } = await openRemote();
  const progress = new Progress(terminal, 'Fetching');
  for (const stem of missing) progress.expect(stem.audio.sizeBytes);
  const fetchTrack = async (track: readonly KnownStem[]): Promise<void> => {
    let base = await findBase(folder, track[0]!, known);
    for (const stem of track) {
      const { audioDigest: digest } = stem.content;
      const target = folder.objects.pathOf(digest);
      const file = { digest, sizeBytes: stem.audio.sizeBytes };
      await audio.download(stem.stemId!, file, { target, base }, (count, how) => progress.advance(count, how));
      base = { stemId: stem.stemId!, path: target };
    }
  };
  const tracks = groupByTrack(missing);
  const fetchNext = async (): Promise<void> => {
    for (let track = tracks.pop(); track; track = tracks.pop()) await fetchTrack(track);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
  } finally {
    progress.end();
  }
}

function groupByTrack(stems: readonly KnownStem[]): KnownStem[][] {
  const tracks = new Map<string, KnownStem[]>();
  for (const stem of stems) {
    const { trackId } = stem.content;
    tracks.set(trackId, [...(tracks.get(trackId) ?? []), stem]);
  }
  return [...tracks.values()];
}

/** Another version of a stem's track whose audio is here. */
async function findBase(
  { objects }: SongFolder,
  { content }: KnownStem,
  known: readonly KnownStem[],
): Promise<{ stemId: string; path: string } | null> {
  for (const stem of known) {
    const { trackId, audioDigest } = stem.content;
    if (trackId !== content.trackId || stem.stemId === null || !(await objects.has(audioDigest))) continue;
    return { stemId: stem.stemId, path: objects.pathOf(audioDigest) };
  }
  return null;
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
