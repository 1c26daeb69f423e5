import { randomUUID } from 'node:crypto';
import { AudioFileModel, type Database } from '@beatflow/db';
import { makeCommit, makeRepository, makeStem } from '@beatflow/db/testing';

export interface VersionOptions {
  ownerId: string;
  isPublic?: boolean;
  repositoryName?: string;
  stems: { name: string; digest: string }[];
}

/** Writes a repository with one commit of these stems, straight into the database. */
export function makeVersion(database: Database, { ownerId, isPublic = false, repositoryName, stems }: VersionOptions) {
  return database.transaction(async (transaction) => {
    const named = repositoryName ? { name: repositoryName } : {};
    const repository = await makeRepository({ ownerId, isPublic, ...named, transaction });
    const commit = await makeCommit({ repoId: repository.id, transaction });
    const stemIds: string[] = [];
    for (const [position, { name, digest }] of stems.entries()) {
      const id = randomUUID();
      const { duration, size } = await AudioFileModel.findByPk(digest, { rejectOnEmpty: true, transaction });
      const fileUrl = `/stems/${id}/audio`;
      const stem = { id, commitId: commit.id, name, position, audioDigest: digest, duration, fileSize: size, fileUrl };
      await makeStem({ ...stem, transaction });
      stemIds.push(id);
    }
    return { repository, commit, stemIds };
  });
}
