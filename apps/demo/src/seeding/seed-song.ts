import type { Author, Song } from '../songs/song.ts';
import { reasonOf } from './failure.ts';
import type { Ledger } from './ledger.ts';
import { type Head, pushChapter, type Uploads, uploadTakes } from './push-chapter.ts';
import type { Visitor } from './visitor.ts';

export interface Band {
  owner: Visitor;
  ownerUsername: string;
  friend: Visitor;
  friendUsername: string;
}

export type Log = (line: string) => void;

/**
 * Brings a song to the end of its story, from wherever it is: each step looks at what is there, so that it may be
 * stopped anywhere and begun again. A song that somebody deleted, or works on, is left as it is.
 */
export async function seedSong(band: Band, song: Song, ledger: Ledger, log: Log): Promise<void> {
  const name = song.repositoryName;
  if (ledger.progressOf(name) === 'complete') return;
  const isNew = ledger.progressOf(name) === null;
  const uploads: Uploads = new Map();
  const repository = (await findRepository(band, name)) ?? (isNew ? await createRepository(band, song, uploads) : null);
  if (repository) {
    if (isNew) await ledger.write(name, 'begun');
    await inviteFriend(band, repository.id);
    const isTold = await tellStory(
      band,
      song,
      { repositoryId: repository.id, branch: repository.defaultBranch, uploads },
      log,
    );
    log(isTold ? `Demo: “${song.title}” is ready.` : `Demo: somebody works on “${song.title}”, so it stays as it is.`);
  } else {
    log(`Demo: “${song.title}” was deleted, so it stays away.`);
  }
  await ledger.write(name, 'complete');
}

async function findRepository({ owner, ownerUsername }: Band, name: string) {
  try {
    return await owner.api.repository.get.query({ owner: ownerUsername, name });
  } catch (err) {
    if (reasonOf(err) === 'not-found') return null;
    throw err;
  }
}

async function createRepository(band: Band, song: Song, uploads: Uploads) {
  // What takes time comes first, so that nobody finds an empty song.
  await uploadTakes(band.owner, song, song.chapters[0]!, uploads);
  try {
    return await band.owner.api.repository.create.mutate({
      name: song.repositoryName,
      description: song.description,
      genre: song.genre,
      isPublic: true,
    });
  } catch (err) {
    if (reasonOf(err) === 'name-taken') return findRepository(band, song.repositoryName);
    throw err;
  }
}

async function inviteFriend({ owner, friendUsername }: Band, repositoryId: string): Promise<void> {
  try {
    await owner.api.collaborator.add.mutate({ repositoryId, username: friendUsername, role: 'writer' });
  } catch (err) {
    // Another seeder was faster.
    if (reasonOf(err) !== 'already-collaborator') throw err;
  }
}

/** Pushes the chapters that are missing; false when the history is not, or no longer, the story's. */
async function tellStory(
  { owner, friend }: Band,
  song: Song,
  place: { repositoryId: string; branch: string; uploads: Uploads },
  log: Log,
): Promise<boolean> {
  const visitors: Readonly<Record<Author, Visitor>> = { demo: owner, 'demo-friend': friend };
  for (;;) {
    const { messages, head } = await readHistory(owner, place.repositoryId);
    if (messages.some((message, index) => message !== song.chapters[index]?.message)) return false;
    const chapter = song.chapters[messages.length];
    if (!chapter) return true;
    try {
      await pushChapter(visitors[chapter.author], song, chapter, { ...place, head });
    } catch (err) {
      // Somebody was faster, perhaps another seeder: look again.
      if (reasonOf(err) !== 'branch-moved') throw err;
      continue;
    }
    log(`Demo: “${song.title}”, version ${messages.length + 1} of ${song.chapters.length}: ${chapter.message}`);
  }
}

/** What was said so far, oldest first, and the newest version. */
async function readHistory({ api }: Visitor, repositoryId: string): Promise<{ messages: string[]; head: Head | null }> {
  const { items } = await api.commit.list.query({ repositoryId, limit: 100 });
  const newest = items[0];
  const head = newest ? await api.commit.get.query({ repositoryId, ref: newest.id }) : null;
  return { messages: items.map(({ message }) => message).reverse(), head };
}
