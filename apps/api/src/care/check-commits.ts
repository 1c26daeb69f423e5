import { CommitModel } from '@beatflow/db';
import type { CommitContent } from '@beatflow/shared';
import { Op } from 'sequelize';
import { computeDigest } from '../commit/compute-digest.ts';

const batchSize = 200;

export interface CommitCheck {
  commits: number;
  stems: number;
  /** Commits whose content is not what their digest says. */
  wrong: { commitId: string; digest: string }[];
}

/** Computes every commit's digest anew. */
export async function checkCommits(): Promise<CommitCheck> {
  const check: CommitCheck = { commits: 0, stems: 0, wrong: [] };
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const commits = await CommitModel.findAll({
      where: { id: { [Op.gt]: after } },
      include: [
        { association: 'stems', separate: true, order: ['position'] },
        { association: 'parent', attributes: ['digest'] },
        { association: 'mergeParent', attributes: ['digest'] },
      ],
      order: ['id'],
      limit: batchSize,
    });
    for (const commit of commits) {
      check.commits++;
      check.stems += commit.stems?.length ?? 0;
      const { id, digest } = commit;
      if (computeDigest(toContent(commit)) !== digest) check.wrong.push({ commitId: id, digest });
    }
    const last = commits.at(-1);
    if (!last) return check;
    after = last.id;
  }
}

function toContent(commit: CommitModel): CommitContent {
  return {
    ...commit.get(),
    parentDigest: commit.parent?.digest ?? null,
    mergeParentDigest: commit.mergeParent?.digest ?? null,
    createdAt: commit.createdAt.toISOString(),
    stems: (commit.stems ?? []).map((stem) => stem.get()),
  };
}
