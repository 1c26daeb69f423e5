import { createHash } from 'node:crypto';
import { AudioFileModel, BranchModel, CollaboratorModel } from '@beatflow/db';
import { makeCommit, makeRepository, makeStem, makeUser } from '@beatflow/db/testing';
import { makeWav } from '../../bytes/testing/make-wav.ts';
import type { TestApp } from '../../testing/test-app.ts';
import type { TestClient, TestUser } from '../../testing/test-user.ts';

export const roles = ['anonymous', 'stranger', 'reader', 'writer', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];
export type Visibility = 'private' | 'public';
export type Cast = { anonymous: TestClient } & Record<Exclude<Role, 'anonymous'>, TestUser>;

/** A repository of the owner with one version, in which each member of the cast has their role. */
export interface Stage {
  repositoryId: string;
  name: string;
  commitId: string;
  stemId: string;
  trackId: string;
  /** Real bytes, uploaded by the owner. */
  audioDigest: string;
  /** A reader besides the cast. */
  guestId: string;
}

/** Uploads real audio as the owner and answers its digest. */
export async function uploadAudio({ owner }: Cast): Promise<string> {
  const bytes = makeWav(4800);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const res = await owner.fetch(`/audio/${digest}`, { method: 'PUT', body: new Uint8Array(bytes) });
  if (res.status !== 201) throw new Error(`The upload was refused: ${await res.text()}`);
  return digest;
}

/** Makes a stage of its own, since what is tried on it may change it. */
export function makeStage(
  { services }: TestApp,
  cast: Cast,
  visibility: Visibility,
  audioDigest: string,
): Promise<Stage> {
  return services.database.transaction(async (transaction) => {
    const isPublic = visibility === 'public';
    const repository = await makeRepository({ ownerId: cast.owner.id, isPublic, transaction });
    const repoId = repository.id;
    const guest = await makeUser({ transaction });
    const members = [
      { userId: cast.reader.id, role: 'reader' as const },
      { userId: cast.writer.id, role: 'writer' as const },
      { userId: cast.admin.id, role: 'admin' as const },
      { userId: guest.id, role: 'reader' as const },
    ];
    await CollaboratorModel.bulkCreate(
      members.map((member) => ({ repoId, ...member })),
      { transaction },
    );
    const commit = await makeCommit({ repoId, transaction });
    const { size, duration } = await AudioFileModel.findByPk(audioDigest, { transaction, rejectOnEmpty: true });
    const stem = await makeStem({ commitId: commit.id, audioDigest, fileSize: size, duration, transaction });
    await BranchModel.create({ repoId, name: 'main', headCommitId: commit.id }, { transaction });
    const ids = {
      repositoryId: repoId,
      commitId: commit.id,
      stemId: stem.id,
      trackId: stem.trackId,
      guestId: guest.id,
    };
    return { ...ids, name: repository.name, audioDigest };
  });
}
