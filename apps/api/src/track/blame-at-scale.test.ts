import { randomUUID } from 'node:crypto';
import { AudioComparisonModel, type CommitModel } from '@beatflow/db';
import { makeAudioFile, makeCommit, makeRepository, makeStem } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

const FRAMES = 11_520_000;

/** Versions of four minutes, each a punch-in of a second somewhere else, compared when they were pushed. */
async function makeVersions(count: number) {
  const { id: repoId } = await makeRepository({ ownerId: ana.id });
  const trackId = randomUUID();
  const commits: CommitModel[] = [];
  let before: string | null = null;
  for (let index = 0; index < count; index++) {
    const parent = commits.at(-1);
    const digest = await app.services.database.transaction(async (transaction) => {
      const audio = await makeAudioFile({ transaction });
      const made = { repoId, parentCommitId: parent?.id ?? null, generation: index + 1, transaction };
      const commit = await makeCommit(made);
      await makeStem({ commitId: commit.id, trackId, audioDigest: audio.digest, transaction });
      commits.push(commit);
      return audio.digest;
    });
    if (before) {
      const at = (index * 50_021) % (FRAMES - 48_000);
      await AudioComparisonModel.create({
        beforeDigest: before,
        afterDigest: digest,
        version: 1,
        change: { kind: 'regions', residualDb: -20 },
        matches: [
          [0, 0, at],
          [at + 48_000, at + 48_000, FRAMES - at - 48_000],
        ],
      });
    }
    before = digest;
  }
  return { repositoryId: repoId, trackId, ref: commits.at(-1)!.id };
}

test('200 versions that were compared when they were pushed are blamed without reading any audio', async () => {
  const input = await makeVersions(200);
  const compare = vi.spyOn(app.services.sound, 'compare');
  const { ranges, frames } = await ana.api.track.blame.query(input);
  expect(compare).not.toHaveBeenCalled();
  expect(ranges.length).toBeGreaterThan(200);
  expect(ranges[0]?.startFrame).toBe(0);
  expect(ranges.at(-1)?.endFrame).toBe(frames);
  for (const [at, range] of ranges.entries()) expect(range.startFrame).toBe(at === 0 ? 0 : ranges[at - 1]?.endFrame);
});
