import { randomUUID } from 'node:crypto';
import type { StemModel } from '@beatflow/db';
import { BeatflowError, type CommitContent, type StemCreate } from '@beatflow/shared';

/** What a stem is, as a commit's digest sees it. */
export type StemContent = CommitContent['stems'][number];

export function toStemContent(stem: StemContent | StemModel): StemContent {
  const { trackId, name, stemType, audioDigest, gainDb, pan, muted, generationParams } = stem;
  return { trackId, name, stemType, audioDigest, gainDb, pan, muted, generationParams };
}

/** What "the same name" means: capitals, and how an accent is encoded, make no difference. */
function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/**
 * Decides which track each stem is: the one it names; else the parent's track of the same name, unless another stem
 * names that; else a new one. Throws when two stems would have one name or be one track.
 */
export function assignTracks(stems: readonly StemCreate[], parentStems: readonly StemContent[]): StemContent[] {
  requireUnique(stems, ({ name }) => foldName(name), 'stem-name-taken');
  requireUnique(
    stems.filter(({ trackId }) => trackId),
    ({ trackId }) => trackId ?? '',
    'track-repeated',
  );
  const named = new Set(stems.map(({ trackId }) => trackId));
  const trackOfName = new Map(parentStems.map(({ name, trackId }) => [foldName(name), trackId]));
  return stems.map(({ name, stemType, audioDigest, gainDb, pan, muted, generationParams, trackId }) => {
    const continued = trackOfName.get(foldName(name));
    return {
      trackId: trackId ?? (continued && !named.has(continued) ? continued : randomUUID()),
      name,
      stemType,
      audioDigest,
      // Adding zero turns a negative zero, which JSON cannot say, into the usual one.
      gainDb: gainDb + 0,
      pan: pan + 0,
      muted,
      generationParams: generationParams ?? null,
    };
  });
}

function requireUnique(
  stems: readonly StemCreate[],
  toKey: (stem: StemCreate) => string,
  reason: 'stem-name-taken' | 'track-repeated',
): void {
  const seen = new Set<string>();
  for (const stem of stems) {
    const key = toKey(stem);
    if (seen.has(key)) throw new BeatflowError(reason, { name: stem.name, trackId: stem.trackId ?? null });
    seen.add(key);
  }
}
