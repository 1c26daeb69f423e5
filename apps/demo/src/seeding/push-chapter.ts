import { encodeWav } from '../dsp/wav.ts';
import type { Chapter, Song, StoryStem } from '../songs/song.ts';
import type { Visitor } from './visitor.ts';

/** Of the newest version, what the next one builds on. */
export interface Head {
  id: string;
  stems: readonly { name: string; audioDigest: string; generationParams: Record<string, unknown> | null }[];
}

/** The digests of the takes that are uploaded, so that none is played twice. */
export type Uploads = Map<string, string>;

const GENERATOR = 'beatflow-demo';

/** Pushes a chapter as a version. Takes that the head has already are kept from there. */
export async function pushChapter(
  visitor: Visitor,
  song: Song,
  chapter: Chapter,
  place: { repositoryId: string; branch: string; head: Head | null; uploads: Uploads },
): Promise<void> {
  const { repositoryId, branch, head, uploads } = place;
  for (const stem of head?.stems ?? []) keepUpload(stem, chapter, uploads);
  await uploadTakes(visitor, song, chapter, uploads);
  await visitor.api.commit.create.mutate({
    repositoryId,
    branch,
    expectedHead: head?.id ?? null,
    message: chapter.message,
    bpm: chapter.bpm ?? null,
    keySignature: chapter.keySignature ?? null,
    stems: chapter.stems.map((stem) => toStemCreate(stem, uploads)),
  });
}

/** Plays and uploads the takes of a chapter that are not there yet. */
export async function uploadTakes(visitor: Visitor, song: Song, { stems }: Chapter, uploads: Uploads): Promise<void> {
  for (const { take } of stems) {
    if (!uploads.has(take)) uploads.set(take, await visitor.upload(encodeWav(song.takes[take]!())));
  }
}

/** After a restart, the head is what is left to tell which takes are uploaded. */
function keepUpload(
  { name, audioDigest, generationParams }: Head['stems'][number],
  chapter: Chapter,
  uploads: Uploads,
) {
  const stem = chapter.stems.find((candidate) => candidate.name === name);
  if (stem && generationParams?.generator === GENERATOR && generationParams.take === stem.take) {
    uploads.set(stem.take, audioDigest);
  }
}

function toStemCreate({ name, stemType, take, gainDb, pan }: StoryStem, uploads: Uploads) {
  return {
    name,
    stemType,
    audioDigest: uploads.get(take)!,
    ...(gainDb !== undefined && { gainDb }),
    ...(pan !== undefined && { pan }),
    generationParams: { generator: GENERATOR, take },
  };
}
