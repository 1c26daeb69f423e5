import { median } from '../product/median.ts';
import type { Api } from '../product/sign-up.ts';
import { time } from './time.ts';

const ROUNDS = 7;

/** The history of a track that every commit has, and who brought it in; its audio is one file. */
export async function measureTrack(api: Api, repositoryId: string): Promise<void> {
  const head = await api.commit.get.query({ repositoryId, ref: 'main' });
  const trackId = head.stems[0]?.trackId as string;
  console.log('\nA track that every version has, medians');
  for (const [name, ask] of [
    ['its history', () => api.track.history.query({ repositoryId, trackId })],
    ['its blame', () => api.track.blame.query({ repositoryId, trackId })],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) await time<unknown>(ask, times);
    console.log(`  ${name.padEnd(24)} ${median(times).toFixed(0)} ms, the first time ${times[0]?.toFixed(0)} ms`);
  }
}
