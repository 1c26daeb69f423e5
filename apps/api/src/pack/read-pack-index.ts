import type { OpenObject } from '../store/audio-store.ts';
import { type PackEntry, packFootBytes, parsePackFoot, parsePackIndex } from './pack-format.ts';

/** Reads which chunks a pack holds, from the pack itself. Throws when the pack is damaged there. */
export async function readPackIndex(pack: OpenObject): Promise<PackEntry[]> {
  const foot = parsePackFoot(await pack.read(pack.size - packFootBytes, packFootBytes));
  const { indexOffset, indexSize, indexDigest } = foot;
  if (indexOffset + indexSize + packFootBytes !== pack.size) throw new Error('The pack’s foot is damaged.');
  return parsePackIndex(await pack.read(indexOffset, indexSize), indexDigest);
}
