import type { CommitResponse } from '@beatflow/shared';
import { expect } from 'vitest';
import { digestOf } from './byte-client.ts';
import type { Pusher } from './pusher.ts';

/** Every byte of every stem is what its digest says, and is drawn. */
export async function expectWhole(pusher: Pusher, { stems }: CommitResponse): Promise<void> {
  expect(stems).toHaveLength(2);
  for (const stem of stems) {
    const res = await pusher.fetch(`/stems/${stem.id}/audio`);
    expect(res.status).toBe(200);
    expect(digestOf(Buffer.from(await res.arrayBuffer()))).toBe(stem.audioDigest);
    expect((await pusher.fetch(`/stems/${stem.id}/peaks`)).status).toBe(200);
  }
}

/** What was acknowledged to somebody, after so many others, is there as it was made. */
export async function expectAcknowledged(pusher: Pusher, since = 0): Promise<void> {
  const { repositoryId, acknowledged, api } = pusher;
  for (const { id, digest, stems } of acknowledged.slice(since)) {
    const found = await api.commit.get.query({ repositoryId, ref: id });
    expect(found).toMatchObject({ digest, stems: stems.map(({ audioDigest }) => ({ audioDigest })) });
    await expectWhole(pusher, found);
  }
}
