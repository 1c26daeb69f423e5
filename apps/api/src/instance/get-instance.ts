import { RepositoryModel, UserModel } from '@beatflow/db';
import type { InstanceResponse } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { demoUser } from './demo-user.ts';
import { version } from './version.ts';

/** What a visitor's browser needs to know of this server. */
export async function getInstance({ services }: Context): Promise<InstanceResponse> {
  const { demo, maxAudioBytes, maxAudioSeconds } = services.config;
  return { version, maxAudioBytes, maxAudioSeconds, demo: demo ? await findDemo() : null };
}

async function findDemo(): Promise<InstanceResponse['demo']> {
  const user = await UserModel.findOne({ where: { username: demoUser.username } });
  if (!user) return null;
  // One song is enough to begin with, also when somebody deleted the other; without a version there is nothing to hear.
  const songs = await RepositoryModel.count({
    where: { ownerId: user.id, isPublic: true },
    include: { association: 'branches', required: true },
    distinct: true,
  });
  return { ...demoUser, isReady: songs > 0 };
}
