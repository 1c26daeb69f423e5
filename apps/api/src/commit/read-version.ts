import { CommitModel, StemModel } from '@beatflow/db';
import type { Snapshot } from '@beatflow/history';
import type { Transaction } from 'sequelize';
import { toStemContent } from './stem-content.ts';

/** A commit with all that it holds; each stem carries its `audioFile`. */
export interface Version {
  commit: CommitModel;
  stems: StemModel[];
  snapshot: Snapshot;
}

export async function readVersion(commit: CommitModel, transaction?: Transaction): Promise<Version> {
  const stems = await StemModel.findAll({
    where: { commitId: commit.id },
    include: 'audioFile',
    order: ['position'],
    transaction,
  });
  const { bpm, keySignature, generationParams } = commit;
  return { commit, stems, snapshot: { bpm, keySignature, generationParams, tracks: stems.map(toStemContent) } };
}

/** The same, of a commit that is known to exist. */
export async function readVersionOf(commitId: string, transaction?: Transaction): Promise<Version> {
  return readVersion(await CommitModel.findByPk(commitId, { rejectOnEmpty: true, transaction }), transaction);
}
