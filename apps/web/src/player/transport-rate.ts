import type { PlayableVersion } from './pcm-source.ts';

const LOWEST_RATE = 8_000;
const HIGHEST_RATE = 192_000;
const DEFAULT_RATE = 48_000;

/**
 * The rate the transport counts in: the commonest among the stems, so that most of them are played without resampling.
 * A tie goes to the higher rate. Rates that browsers refuse are halved or doubled until they fit.
 */
export function chooseTransportRate(version: PlayableVersion): number {
  const counts = new Map<number, number>();
  for (const { source } of version.stems) counts.set(source.sampleRate, (counts.get(source.sampleRate) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  let rate = best?.[0] ?? DEFAULT_RATE;
  while (rate > HIGHEST_RATE) rate = Math.round(rate / 2);
  while (rate < LOWEST_RATE) rate *= 2;
  return rate;
}
