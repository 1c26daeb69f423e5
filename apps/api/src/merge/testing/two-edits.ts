import { makeTestRepository } from '../../testing/test-song.ts';
import { push } from '../../testing/test-sound.ts';
import type { TestUser } from '../../testing/test-user.ts';
import { previewMergeAs, runMergeAs } from './two-lines.ts';

export interface TwoEdits {
  base: Buffer;
  ours: Buffer;
  theirs: Buffer;
}

/** One stem that both branches edited: `mine` is the head of `main`, `other` that of `idea`. */
export async function makeTwoEdits(ana: TestUser, { base, ours, theirs }: TwoEdits) {
  const repository = await makeTestRepository(ana);
  const details = { repository, message: 'a take' };
  const first = await push(ana, { ...details, stems: { vocals: base } });
  await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: 'main' });
  const mine = await push(ana, { ...details, onto: first, stems: { vocals: ours } });
  const other = await push(ana, { ...details, branch: 'idea', onto: first, stems: { vocals: theirs } });
  const sides = { repository, ours: mine, theirs: other };
  return {
    repository,
    first,
    mine,
    other,
    preview: () => previewMergeAs(ana, sides),
    run: (user = ana) => runMergeAs(user, sides),
  };
}
