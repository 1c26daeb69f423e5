import { fileNameOfStem } from '@beatflow/shared';
import type { KnownCommit, KnownStem } from '../folder/known-commit.ts';
import type { NamedConflict } from './resolutions.ts';
import type { Song } from './song.ts';

/** Writes both sides of each conflict about sound into the folder, so that they can be heard: `bass.ours.wav`, `bass.theirs.wav`. */
export async function writeSides(
  song: Song,
  conflicts: readonly NamedConflict[],
  sides: Record<'ours' | 'theirs', KnownCommit>,
): Promise<string[]> {
  const { folder } = song;
  const written: string[] = [];
  for (const { trackId, field } of conflicts) {
    if (trackId === null || (field !== 'audioDigest' && field !== 'track')) continue;
    for (const side of ['ours', 'theirs'] as const) {
      const stem = sides[side].stems.find(({ content }) => content.trackId === trackId);
      if (!stem) continue;
      const path = pathOfSide(folder.state.places[trackId], stem, side);
      const copies = await song.fetchCopies([stem]);
      try {
        await copies.place(stem, path);
      } finally {
        await copies.end();
      }
      written.push(path);
    }
  }
  return written;
}

function pathOfSide(place: string | undefined, stem: KnownStem, side: string): string {
  const own = fileNameOfStem(stem.content.name, stem.audio);
  const extension = own.slice(own.lastIndexOf('.'));
  const base = place ?? own;
  return `${base.slice(0, base.lastIndexOf('.'))}.${side}${extension}`;
}
