import type { AudioChunks } from '@beatflow/shared';
import type { ChunkPlace } from './chunk-place.ts';

/** A file whose chunks are coming, in whatever order. */
export class ComingFile {
  readonly digest: string;
  readonly list: AudioChunks['chunks'];
  /** Those of its chunks that are here, from the first on. */
  readonly chunks: ChunkPlace[] = [];

  constructor(digest: string, list: AudioChunks['chunks']) {
    this.digest = digest;
    this.list = list;
  }

  get isWhole(): boolean {
    return this.chunks.length === this.list.length;
  }

  /** Takes what is here; tells whether that is more than before. */
  grow(places: ReadonlyMap<string, ChunkPlace>): boolean {
    const before = this.chunks.length;
    while (!this.isWhole) {
      const place = places.get(this.list[this.chunks.length]![0]);
      if (!place) break;
      this.chunks.push(place);
    }
    return this.chunks.length > before;
  }
}
