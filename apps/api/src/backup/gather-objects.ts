import type { AudioObject } from '../store/audio-store.ts';
import type { Backup } from './backup-place.ts';
import { listAudio } from './manifest.ts';

interface Needed {
  object: AudioObject;
  size: number;
  /** Backups that it belongs to. */
  names: string[];
}

/** Every file that some backups are made of, by its kind and name. */
export function gatherObjects(backups: readonly Backup[]): Map<string, Needed> {
  const objects = new Map<string, Needed>();
  for (const { id, manifest } of backups) {
    const tables = manifest.tables.map(({ digest, size }) => ({ part: 'table' as const, digest, size }));
    const audio = listAudio(manifest).map(({ part, digest, size, storedAs }) => ({
      part,
      digest: storedAs ?? digest,
      size,
    }));
    for (const { part, digest, size } of [...tables, ...audio]) {
      const key = `${part}/${digest}`;
      const known = objects.get(key);
      if (known) known.names.push(id);
      else objects.set(key, { object: { part, digest }, size, names: [id] });
    }
  }
  return objects;
}
