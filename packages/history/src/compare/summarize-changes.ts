import { type AudioChangeResponse, describeSound, formatDb, shortenMessage } from '@beatflow/shared';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { FieldChange, SnapshotChanges, TrackChange } from './compare-snapshots.ts';

/** What happened to the sound of a track, and the rate that its frames are counted at. */
export interface SoundOfTrack {
  change: AudioChangeResponse;
  sampleRate: number;
}

/** More unchanged tracks than these are counted, not named. */
const MAX_UNCHANGED = 3;

/** Says what a first version holds. */
export function summarizeFirst({ tracks }: Snapshot): string {
  return shortenMessage(tracks.length === 0 ? 'First version' : `First version: ${listNames(tracks)}`);
}

/**
 * Says in one line what changed: `vocals: 0:41–0:46 edited · bass: −2.0 dB · drums: unchanged`. A track whose sound was
 * replaced, and is not among `sounds`, is said to be just that.
 */
export function summarizeChanges(
  changes: SnapshotChanges,
  sounds: ReadonlyMap<string, SoundOfTrack> = new Map(),
): string {
  const changed = changes.tracks.filter(({ change }) => change !== 'unchanged');
  if (changed.length === 0 && changes.fields.length === 0) return 'Nothing changed';
  const unchanged = changes.tracks.filter(({ change }) => change === 'unchanged');
  const parts = [
    ...changed.map((track) => `${track.name}: ${describeTrack(track, sounds.get(track.trackId))}`),
    ...changes.fields.map(describeField),
    ...(unchanged.length > MAX_UNCHANGED
      ? [`${unchanged.length} tracks unchanged`]
      : unchanged.map(({ name }) => `${name}: unchanged`)),
  ];
  return shortenMessage(parts.join(' · '));
}

function describeTrack({ change, fields }: TrackChange, sound: SoundOfTrack | undefined): string {
  if (change === 'added' || change === 'removed') return change;
  return fields.map((field) => describeTrackField(field, sound)).join(', ');
}

function describeTrackField({ field, before, after }: FieldChange, sound: SoundOfTrack | undefined): string {
  switch (field) {
    case 'audioDigest':
      return sound ? describeSound(sound.change, sound.sampleRate) : 'replaced';
    case 'name':
      return `renamed from ${asText(before)}`;
    case 'stemType':
      return `now ${asText(after)}`;
    case 'gainDb':
      return `fader at ${formatDb(Number(after))}`;
    case 'pan':
      return describePan(Number(after));
    case 'muted':
      return after ? 'muted' : 'unmuted';
    case 'position':
      return 'moved';
    default:
      return 'parameters changed';
  }
}

function describeField({ field, after }: FieldChange): string {
  if (field === 'bpm') return after === null ? 'tempo cleared' : `tempo ${asText(after)} bpm`;
  if (field === 'keySignature') return after === null ? 'key cleared' : `key ${asText(after)}`;
  return 'parameters changed';
}

function describePan(pan: number): string {
  const percent = Math.round(Math.abs(pan) * 100);
  return percent === 0 ? 'panned to the centre' : `panned ${percent} % ${pan < 0 ? 'left' : 'right'}`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function listNames(tracks: readonly { name: string }[]): string {
  return tracks.map(({ name }) => name).join(', ');
}
