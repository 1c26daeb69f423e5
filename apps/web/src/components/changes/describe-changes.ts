import { describeSound, formatDb } from '@beatflow/shared';
import { formatPan } from '../stage/stem/fader.ts';
import { formatPosition } from '../stage/timeline/format-position.ts';
import type { ChangedField, ChangedTrack } from './compare-types.ts';

/** Says in plain words what happened to a track, one phrase for each thing. */
export function describeTrack({ change, fields, audio, after }: ChangedTrack): string[] {
  if (change !== 'changed') return [change];
  return fields.flatMap((field) => {
    if (field.field !== 'audioDigest') return describeField(field);
    return audio && after ? describeSound(audio, after.sampleRate) : 'replaced';
  });
}

/** Says how loud and how long a replaced sound is and was, as far as that differs, and how much of it the match leaves over. */
export function describeMeasures({ audio, before, after }: ChangedTrack): string[] {
  if (!before || !after || before.audioDigest === after.audioDigest) return [];
  const measures = [
    ['loudness', ({ isMeasured, integratedLufs }: Sound) => formatMeasure(isMeasured, integratedLufs, 'LUFS')],
    ['peak', ({ isMeasured, truePeakDbtp }: Sound) => formatMeasure(isMeasured, truePeakDbtp, 'dBTP')],
    ['length', ({ frames, sampleRate }: Sound) => formatPosition(frames, sampleRate)],
  ] as const;
  const steps = measures
    .filter(([, format]) => format(before) !== format(after))
    .map(([name, format]) => `${name} ${format(after)}, was ${format(before)}`);
  const residualDb = audio?.residualDb ?? NOTHING_DB;
  if (audio?.kind === 're-recorded' || residualDb <= NOTHING_DB) return steps;
  return [...steps, `left over after the best match: ${formatLevel(residualDb, 'dB')}`];
}

/** What stands for “nothing is left over”. */
const NOTHING_DB = -200;

type Sound = NonNullable<ChangedTrack['after']>;

function formatMeasure(isMeasured: boolean, level: number | null, unit: string): string {
  return isMeasured ? formatLevel(level, unit) : 'being measured …';
}

function formatLevel(level: number | null, unit: string): string {
  return level === null ? 'silent' : `${level.toFixed(1).replace('-', '−')} ${unit}`;
}

/** Says what happened to one field of a track or of the song; generation parameters one by one. */
export function describeField({ field, before, after }: ChangedField): string[] {
  switch (field) {
    case 'name':
      return [`renamed from “${asText(before)}”`];
    case 'stemType':
      return [`now ${asText(after)}, was ${asText(before)}`];
    case 'gainDb':
      return [`fader ${formatDb(Number(after))}, was ${formatDb(Number(before))}`];
    case 'pan':
      return [`pan ${formatPan(Number(after))}, was ${formatPan(Number(before))}`];
    case 'muted':
      return [after === true ? 'muted' : 'no longer muted'];
    case 'position':
      return [`moved from ${Number(before) + 1} to ${Number(after) + 1}`];
    case 'bpm':
      return [`tempo: ${describeStep(before, after, ' bpm')}`];
    case 'keySignature':
      return [`key: ${describeStep(before, after)}`];
    default:
      return describeParams(before, after);
  }
}

function describeParams(before: unknown, after: unknown): string[] {
  const [was, is] = [toRecord(before), toRecord(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map((name) => `${name}: ${describeStep(was[name], is[name])}`);
}

function describeStep(before: unknown, after: unknown, unit = ''): string {
  const isNothing = (value: unknown) => value === null || value === undefined;
  if (isNothing(after)) return `cleared, was ${asText(before)}${unit}`;
  return isNothing(before) ? `${asText(after)}${unit}, new` : `${asText(after)}${unit}, was ${asText(before)}${unit}`;
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
