import { rm } from 'node:fs/promises';
import type { SessionLock } from '@beatflow/db';
import type { AudioStore } from '../store/audio-store.ts';
import type { OpenPlace } from './backup-place.ts';
import { copyHashed, Unreadable } from './hashed-copy.ts';
import type { AudioEntry, Manifest } from './manifest.ts';

interface CopyAudio {
  store: AudioStore;
  audio: readonly AudioEntry[];
  place: OpenPlace;
  held: SessionLock;
  onProgress: (done: number, total: number) => void;
}

export type CopiedAudio = Pick<Manifest, 'packs' | 'originals' | 'lost'> & {
  copied: { files: number; bytes: number };
};

/** Copies what is not in the place yet. Each file is durable, and known to be right, before the next. */
export async function copyAudio({ store, audio, place, held, onProgress }: CopyAudio): Promise<CopiedAudio> {
  const result: CopiedAudio = { packs: [], originals: [], lost: [], copied: { files: 0, bytes: 0 } };
  const present = { pack: await listSizes(place.store, 'pack'), original: await listSizes(place.store, 'original') };
  for (const [i, { part, digest, size }] of audio.entries()) {
    onProgress(i, audio.length);
    const list = part === 'pack' ? result.packs : result.originals;
    if (present[part].get(digest) === size) {
      list.push({ digest, size });
      continue;
    }
    const entry = await copyOne(store, { part, digest }, place);
    await held.check();
    if (!entry) {
      result.lost.push({ part, digest });
      continue;
    }
    list.push(entry);
    result.copied.files++;
    result.copied.bytes += entry.size;
  }
  onProgress(audio.length, audio.length);
  return result;
}

async function listSizes(store: AudioStore, part: AudioEntry['part']): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for await (const { digest, size } of store.list(part)) sizes.set(digest, size);
  return sizes;
}

/** What is damaged is kept, too, under the name of what it is: most of it may be good. */
async function copyOne(
  store: AudioStore,
  object: { part: AudioEntry['part']; digest: string },
  place: OpenPlace,
): Promise<Manifest['packs'][number] | null> {
  const path = place.workPath();
  try {
    const hashed = await copyHashed(store, object, path);
    if (!hashed) return null;
    await place.store.put({ part: object.part, digest: hashed.digest }, path);
    const { digest, size } = hashed;
    return digest === object.digest ? { digest, size } : { digest: object.digest, size, storedAs: digest };
  } catch (err) {
    if (err instanceof Unreadable) return null;
    throw err;
  } finally {
    await rm(path, { force: true });
  }
}
