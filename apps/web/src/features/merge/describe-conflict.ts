import { formatGain, formatPan } from '../listen/stem/fader.ts';
import type { Choice, Conflict, Labels } from './merge-types.ts';

const fieldWords: Record<string, string> = {
  audioDigest: 'the recording',
  name: 'the name',
  stemType: 'the type',
  gainDb: 'the fader',
  pan: 'the pan',
  muted: 'the mute',
  generationParams: 'the generation parameters',
  position: 'the place among the tracks',
  track: 'whether it stays',
  bpm: 'the tempo',
  keySignature: 'the key',
};

export function describeField(field: string): string {
  return fieldWords[field] ?? field;
}

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

/** What the base has, in words of a removed or edited track. */
export function describeBase(field: string, value: unknown): string {
  return field === 'track' ? 'was there' : describeValue(field, value);
}

/** The answers that fit a conflict, in words. */
export function listAnswers({ field }: Conflict, { ours, theirs }: Labels): { choice: Choice; words: string }[] {
  const sides: { choice: Choice; words: string }[] = [
    { choice: 'ours', words: `Ours (${ours})` },
    { choice: 'theirs', words: `Theirs (${theirs})` },
  ];
  return field === 'audioDigest' ? [...sides, { choice: 'both', words: 'Keep both' }] : sides;
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
