import type { StemResponse } from '@beatflow/shared';
import { formatDuration } from '../../components/format-duration.ts';

/** Bounces of one session end together; a few milliseconds come from encoders and are not worth words. */
const SAME_LENGTH_SECONDS = 0.05;

/** Sentences on what makes the stems of one version unlike each other. */
export function describeStemDifferences(stems: readonly Pick<StemResponse, 'name' | 'audio'>[]): string[] {
  const sentences: string[] = [];
  const rates = groupBy(stems, ({ audio }) => audio.sampleRate);
  if (rates.size > 1) {
    const parts = [...rates].map(([rate, names]) => `${names.join(', ')} at ${rate / 1000} kHz`);
    sentences.push(`Stems differ in sample rate: ${parts.join('; ')}. They are resampled for listening.`);
  }
  const seconds = stems.map(({ audio }) => audio.frames / audio.sampleRate);
  const longest = Math.max(...seconds);
  const shorter = stems.filter((_, i) => longest - seconds[i]! > SAME_LENGTH_SECONDS);
  if (shorter.length > 0) {
    const parts = shorter.map(
      ({ name, audio }) => `${name} ends at ${formatDuration(audio.frames / audio.sampleRate)}`,
    );
    sentences.push(`Stems differ in length: ${parts.join(', ')}; the song at ${formatDuration(longest)}.`);
  }
  return sentences;
}

function groupBy<T extends { name: string }>(items: readonly T[], keyOf: (item: T) => number): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item.name]);
  return groups;
}
