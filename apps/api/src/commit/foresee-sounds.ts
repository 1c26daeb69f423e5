import { CommitModel } from '@beatflow/db';
import type { SoundOfTrack } from '@beatflow/history';
import type { CommitCreate } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { findUsableAudio } from '../access/find-usable-audio.ts';
import { listReplaced } from '../sound/list-replaced.ts';
import { readVersion } from './read-version.ts';
import { assignTracks } from './stem-content.ts';

/** A push waits this long for the words of its message; four minutes of stereo are compared in less. */
const BUDGET_MS = 1500;

/** What a version that is about to be made does to the sound of its tracks, as far as that is found out in a moment. */
export async function foreseeSounds(ctx: UserContext, input: CommitCreate): Promise<Map<string, SoundOfTrack>> {
  const sounds = new Map<string, SoundOfTrack>();
  const { repositoryId: repoId, expectedHead: id } = input;
  const parent = id === null ? null : await CommitModel.findOne({ where: { repoId, id } });
  if (!parent) return sounds;
  const before = await readVersion(parent);
  const tracks = assignTracks(input.stems, before.snapshot.tracks);
  // Nobody hears of audio that they may not name, not even by how long this takes.
  const audio = await findUsableAudio(
    ctx.caller,
    tracks.map(({ audioDigest }) => audioDigest),
  );
  const after = tracks.map(({ trackId, audioDigest }) => {
    return { trackId, audioDigest, audioFile: audio.get(audioDigest) };
  });
  const comparing = [...listReplaced(before.stems, after)].map(async ([trackId, pair]) => {
    const { change } = await ctx.services.sound.compare(pair);
    sounds.set(trackId, { change, sampleRate: pair.after.sampleRate });
  });
  if (comparing.length > 0) await within(BUDGET_MS, Promise.allSettled(comparing));
  // What comes later must not change what was told.
  return new Map(sounds);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
