import type { CommitResponse, StemResponse } from '@beatflow/shared';
import { formatGain, formatPan } from '../../components/stage/stem/fader.ts';
import { createHttpPcmSource } from '../../player/http-pcm-source.ts';
import type { PcmSource, PlayableStem, PlayableVersion } from '../../player/pcm-source.ts';
import { createSplicedSource } from '../../player/spliced-source.ts';
import type { Choices, Conflict, NewFile, NewFiles, Preview, PreviewTrack, Side } from './merge-types.ts';

/** One track of the merge to be, and the sources that it may be heard from. */
export interface MergeRow {
  readonly track: PreviewTrack;
  readonly ours: StemResponse | null;
  readonly theirs: StemResponse | null;
  /** The question about its sound, or about whether it stays; null where there is none. */
  readonly conflict: Conflict | null;
  readonly newFile: NewFile | null;
  /** The first is the one that is heard unless a choice says otherwise. */
  readonly stems: readonly PlayableStem[];
}

export interface MergeSong {
  readonly rows: readonly MergeRow[];
  /** Everything that may be heard, playing together; the first stem of each row comes first. */
  readonly version: PlayableVersion;
}

/** The song that a merge would give, with every side of every question about sound at hand. */
export function toMergeSong(
  preview: Preview,
  ours: Pick<CommitResponse, 'stems' | 'repositoryId'>,
  theirs: Side,
  choices: Choices,
  files: NewFiles = new Map(),
): MergeSong {
  const stems = new Map([...ours.stems, ...theirs.stems].map((stem) => [stem.id, stem]));
  const pick = (id: string | null) => (id === null ? null : (stems.get(id) ?? null));
  const rows = preview.tracks.map((track) =>
    toRow(track, pick(track.oursStemId), pick(track.theirsStemId), preview.conflicts, choices, files),
  );
  const playable = [...rows.flatMap((row) => row.stems.slice(0, 1)), ...rows.flatMap((row) => row.stems.slice(1))];
  // What the mixer does differently is another version to the player; it goes over to it without a gap.
  const mix = playable.map(({ id, gainDb, pan, muted }) => [id, gainDb, pan, muted]);
  return {
    rows,
    version: {
      id: `merge ${preview.mergeBaseId} ${preview.oursId} ${preview.theirsId} ${JSON.stringify(mix)}`,
      group: ours.repositoryId,
      stems: playable,
    },
  };
}

function toRow(
  track: PreviewTrack,
  ours: StemResponse | null,
  theirs: StemResponse | null,
  conflicts: readonly Conflict[],
  choices: Choices,
  files: NewFiles,
): MergeRow {
  const find = (...fields: string[]) =>
    conflicts.find(({ trackId, field }) => trackId === track.trackId && fields.includes(field)) ?? null;
  const newFile = files.get(`${track.trackId}/audioDigest`) ?? null;
  const conflict = find('audioDigest', 'track');
  const settings = {
    trackId: track.trackId,
    name: track.name,
    gainDb: Number(decide('gainDb', track.gainDb)),
    pan: Number(decide('pan', track.pan)),
    muted: Boolean(decide('muted', track.muted)),
  };
  return { track, ours, theirs, conflict, newFile, stems: listStems() };

  function decide(field: string, merged: unknown): unknown {
    const question = find(field);
    return question && choices.get(`${track.trackId}/${field}`) === 'theirs' ? question.theirs : merged;
  }

  function listStems(): PlayableStem[] {
    const sides = { ours: ours && toSource(ours), theirs: theirs && toSource(theirs) };
    const toStem = (side: string, source: PcmSource | null, mix = settings): PlayableStem[] =>
      source ? [{ ...mix, id: `${side}/${track.trackId}`, source }] : [];
    const isBeside = choices.get(`${track.trackId}/audioDigest`) === 'both';
    if (conflict) {
      return [
        ...toStem('ours', sides.ours),
        ...toStem('theirs', sides.theirs, isBeside && theirs ? toOwnMix(theirs) : settings),
        ...toStem(`new ${newFile?.audioDigest}`, newFile?.source ?? null),
      ];
    }
    if (track.segments && sides.ours && sides.theirs) {
      const stretches = track.segments.map(({ from, ...stretch }) => ({ ...stretch, source: sides[from]! }));
      return toStem('spliced', createSplicedSource(stretches));
    }
    return track.from === 'theirs' || !sides.ours ? toStem('theirs', sides.theirs) : toStem('ours', sides.ours);
  }
}

/** A track of its own is mixed as its side has it. */
function toOwnMix({ trackId, name, gainDb, pan, muted }: StemResponse) {
  return { trackId, name, gainDb, pan, muted };
}

const sources = new Map<string, PcmSource>();

/** The same source for the same stem, so that waveforms are not drawn anew with every choice. */
function toSource(stem: StemResponse): PcmSource {
  const known = sources.get(stem.id) ?? createHttpPcmSource(stem.id, stem.audio);
  sources.set(stem.id, known);
  return known;
}

/** How much of each source is heard with these answers; an open question is heard as ours. */
export function toMergeBlend({ rows }: MergeSong, choices: Choices): Map<string, number> {
  return new Map(
    rows.flatMap((row) => row.stems.map(({ id }) => [id, isHeard(row, id.split('/')[0]!, choices) ? 1 : 0])),
  );
}

function isHeard({ conflict, track, ours, stems }: MergeRow, side: string, choices: Choices): boolean {
  if (!conflict) return true;
  const choice = choices.get(`${track.trackId}/${conflict.field}`);
  // Of a track that one side removed there is one source: that of the other.
  if (conflict.field === 'track') {
    const isKept = choice === undefined || choice === 'both' || choice === (ours ? 'ours' : 'theirs');
    return isKept && stems.length > 0;
  }
  if (typeof choice === 'object') return side === `new ${choice.audioDigest}`;
  return choice === 'both' ? side === 'ours' || side === 'theirs' : side === (choice ?? 'ours');
}

/** Says where a track's sound comes from. */
export function describeOrigin({ track, conflict }: MergeRow, labels: { ours: string; theirs: string }): string {
  if (conflict?.field === 'audioDigest') return 'Both sides changed the recording';
  if (conflict) return 'One side removed it, the other changed it';
  switch (track.from) {
    case 'base':
      return 'Unchanged recording';
    case 'ours':
      return `Recording from ${labels.ours}`;
    case 'theirs':
      return `Recording from ${labels.theirs}`;
    case 'both':
      return 'Both sides have the same new recording';
    case 'spliced':
      return track.segments
        ? 'The edits of both sides, joined'
        : `Edits of both; until it is merged, ${labels.ours} is heard`;
    case 'new':
      return 'A new file';
  }
}

/** What the other side does to the mix of a track that is here already: its name, fader, pan and mute. */
export function describeMix({ track, ours }: MergeRow, from: string): string | null {
  if (!ours) return null;
  const steps = [
    track.name !== ours.name && `called “${ours.name}” so far`,
    track.gainDb !== ours.gainDb && `fader ${formatGain(track.gainDb)}, was ${formatGain(ours.gainDb)}`,
    track.pan !== ours.pan && `pan ${formatPan(track.pan)}, was ${formatPan(ours.pan)}`,
    track.muted !== ours.muted && (track.muted ? 'muted' : 'no longer muted'),
  ].filter((step) => step !== false);
  return steps.length === 0 ? null : `${steps.join(', ')} (from ${from})`;
}
