import { compareSnapshots, type Snapshot, type SoundOfTrack, summarizeChanges } from '@beatflow/history';
import type { Cli } from '../cli.ts';
import { compareFiles } from '../folder/describe-change.ts';
import type { KnownCommit } from '../folder/known-commit.ts';
import { formatTable } from '../terminal/format-table.ts';
import { readChanges } from './read-changes.ts';
import { resolveVersion } from './resolve-version.ts';
import { Song } from './song.ts';
import { toStems } from './to-stems.ts';

/** A side of a comparison, and where the files of its audio are. */
interface Side {
  name: string;
  snapshot: Snapshot;
  stems: KnownCommit['stems'];
  pathOf: (digest: string) => Promise<string>;
}

/** Says what happened to each stem between two versions, or between a version and the folder. */
export async function diff(cli: Cli, before: string | undefined, after: string | undefined): Promise<void> {
  const song = await Song.find(cli);
  const first = await readVersion(song, before);
  const second = after === undefined ? await readFolder(song) : await readVersion(song, after);
  const changes = compareSnapshots(first.snapshot, second.snapshot);
  const sounds = await compareSounds(song, first, second, changes.tracks);
  const { terminal } = cli;
  const rows = changes.tracks.flatMap((track) => {
    if (track.change === 'unchanged') return [];
    const one = summarizeChanges({ fields: [], tracks: [track] }, sounds);
    return [[mark(terminal.colours, track.change), track.name, one.slice(`${track.name}: `.length)]];
  });
  for (const line of formatTable(rows)) terminal.print(line);
  if (changes.fields.length > 0) terminal.print(summarizeChanges({ fields: changes.fields, tracks: [] }));
  if (rows.length === 0 && changes.fields.length === 0)
    terminal.print(`${first.name} and ${second.name} hold the same.`);
  terminal.facts({
    before: first.name,
    after: second.name,
    fields: changes.fields,
    tracks: changes.tracks.map(({ trackId, name, change, fields }) => {
      return { trackId, name, change, fields, audio: sounds.get(trackId)?.change };
    }),
  });
}

async function readVersion(song: Song, ref: string | undefined): Promise<Side> {
  const commit = await resolveVersion(song, ref);
  const { bpm, keySignature, generationParams, stems } = commit;
  const tracks = stems.map(({ content }) => content);
  return {
    name: ref ?? commit.digest.slice(0, 7),
    snapshot: { bpm, keySignature, generationParams, tracks },
    stems,
    pathOf: (digest) => song.folder.objects.unpack(digest),
  };
}

/** What a version made now would hold. */
async function readFolder(song: Song): Promise<Side> {
  const changes = await readChanges(song);
  const stems = toStems(changes, new Map(), new Map());
  const paths = new Map(
    changes.stems.flatMap((change) => ('file' in change ? [[change.file.digest, change.file.path] as const] : [])),
  );
  const { bpm = null, keySignature = null, generationParams = null } = changes.head ?? {};
  return {
    name: 'the folder',
    snapshot: { bpm, keySignature, generationParams, tracks: stems.map(({ content }) => content) },
    stems,
    pathOf: (digest) => Promise.resolve(song.folder.path(paths.get(digest) ?? '')),
  };
}

async function compareSounds(
  song: Song,
  before: Side,
  after: Side,
  tracks: readonly { trackId: string; fields: readonly { field: string }[] }[],
): Promise<Map<string, SoundOfTrack>> {
  const sounds = new Map<string, SoundOfTrack>();
  const find = (side: Side, trackId: string) => side.stems.find(({ content }) => content.trackId === trackId);
  for (const { trackId, fields } of tracks) {
    if (!fields.some(({ field }) => field === 'audioDigest')) continue;
    const [was, is] = [find(before, trackId)!, find(after, trackId)!];
    await song.fetchAudio([was, is].filter(({ stemId }) => stemId !== null));
    const paths = [await before.pathOf(was.content.audioDigest), await after.pathOf(is.content.audioDigest)] as const;
    const change = await compareFiles(...paths);
    if (change) sounds.set(trackId, { change, sampleRate: is.audio.sampleRate });
  }
  return sounds;
}

function mark(colours: Cli['terminal']['colours'], change: 'added' | 'removed' | 'changed' | 'unchanged'): string {
  if (change === 'added') return colours.green('+');
  return change === 'removed' ? colours.red('-') : colours.yellow('~');
}
