import type { StemResponse } from '@beatflow/shared';
import { formatDuration } from '../../components/format-duration.ts';
import { formatGain, formatPan } from '../../components/stage/stem/fader.ts';
import type { Choice, Conflict, Labels } from './merge-types.ts';

/** Says what one side has; null values are what is not there. */
export function describeValue(field: string, value: unknown): string {
  if (field === 'track') return isNothing(value) ? 'removed' : 'kept, with changes';
  if (isNothing(value)) return field === 'audioDigest' ? 'not there yet' : 'nothing';
  switch (field) {
    case 'audioDigest':
      return `recording ${asText(value).slice(0, 8)}`;
    case 'gainDb':
      return formatGain(Number(value));
    case 'pan':
      return formatPan(Number(value));
    case 'muted':
      return value === true ? 'muted' : 'not muted';
    case 'position':
      return Number(value) < 0 ? 'not there yet' : `place ${Number(value) + 1}`;
    case 'bpm':
      return `${asText(value)} bpm`;
    case 'generationParams':
      return Object.entries(value as Record<string, unknown>)
        .map(([name, of]) => `${name}: ${asText(of)}`)
        .join(', ');
    default:
      return asText(value);
  }
}

/** Says what a side has; of a recording, what can be told of it without hearing it. */
export function describeSide(
  field: string,
  value: unknown,
  stem: Pick<StemResponse, 'duration' | 'audio'> | null,
): string {
  if (field !== 'audioDigest' || stem === null || isNothing(value)) return describeValue(field, value);
  return `${formatDuration(stem.duration)} · ${describeLoudness(stem.audio)}`;
}

function describeLoudness({ isMeasured, integratedLufs }: StemResponse['audio']): string {
  if (!isMeasured) return 'not measured yet';
  return integratedLufs === null ? 'silent' : `${integratedLufs.toFixed(1).replace('-', '−')} LUFS`;
}

/** What the base has, in words of a removed or edited track; null for a recording, which words do not tell apart. */
export function describeBase(field: string, value: unknown): string | null {
  if (field === 'audioDigest' && !isNothing(value)) return null;
  return field === 'track' ? 'was there' : describeValue(field, value);
}

/** The answers that fit a conflict, in words. */
export function listAnswers(
  { field }: Pick<Conflict, 'field'>,
  { ours, theirs, oursWord, theirsWord }: Labels,
): { choice: Choice; words: string }[] {
  const sides: { choice: Choice; words: string }[] = [
    { choice: 'ours', words: `${oursWord} (${ours})` },
    { choice: 'theirs', words: `${theirsWord} (${theirs})` },
  ];
  return field === 'audioDigest' ? [...sides, { choice: 'both', words: 'Keep both' }] : sides;
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
