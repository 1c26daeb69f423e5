import { median } from '../product/median.ts';
import type { Api } from '../product/sign-up.ts';
import { createHistory, createRandom } from './random-history.ts';
import { time } from './time.ts';
import { writeHistory } from './write-history.ts';

const ROUNDS = 60;

interface Place {
  api: Api;
  databaseUrl: string;
  userId: string;
  big: { repositoryId: string; ids: string[] };
}

/** Making a version with everything behind it, beside making one with ten behind it. */
export async function measureCommits({ api, databaseUrl, userId, big }: Place): Promise<void> {
  const small = await api.repository.create.mutate({ name: 'small' });
  const ten = await writeHistory(databaseUrl, { repositoryId: small.id, userId }, createHistory(10, createRandom(3)));
  const times = new Map<string, number[]>([
    [big.repositoryId, []],
    [small.id, []],
  ]);
  const heads = new Map([
    [big.repositoryId, big.ids.at(-1)],
    [small.id, ten.at(-1)],
  ]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [repositoryId, list] of times) {
      const head = await api.commit.get.query({ repositoryId, ref: heads.get(repositoryId) as string });
      const stems = head.stems.map(({ trackId, name, stemType, audioDigest }) => ({
        trackId,
        name,
        stemType,
        audioDigest,
      }));
      const input = { repositoryId, branch: 'main', expectedHead: head.id, bpm: 100 + round, stems };
      const made = await time(() => api.commit.create.mutate(input), list);
      heads.set(repositoryId, made.id);
    }
  }
  const [large, little] = [median(times.get(big.repositoryId) ?? []), median(times.get(small.id) ?? [])];
  console.log(
    `\nMaking a version: ${large.toFixed(1)} ms with ${big.ids.length} behind it, ${little.toFixed(1)} ms with 10 (ratio ${(large / little).toFixed(2)})`,
  );
}
