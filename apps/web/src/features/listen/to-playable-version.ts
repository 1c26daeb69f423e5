import type { CommitResponse } from '@beatflow/shared';
import { createHttpPcmSource } from '../../player/http-pcm-source.ts';
import type { PlayableVersion } from '../../player/pcm-source.ts';

/** A commit as the player takes it. All versions of a repository share position, loop and mix. */
export function toPlayableVersion(commit: CommitResponse): PlayableVersion {
  return {
    id: commit.id,
    group: commit.repositoryId,
    stems: commit.stems.map(({ id, trackId, name, gainDb, pan, muted, audio }) => ({
      id,
      trackId,
      name,
      gainDb,
      pan,
      muted,
      source: createHttpPcmSource(id, audio),
    })),
  };
}
