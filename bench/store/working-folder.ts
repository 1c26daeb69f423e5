import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { changes } from './history.ts';
import { type BenchSong, perform } from './songs.ts';
import type { Stem } from './stem.ts';

interface KeptStem {
  path: string;
  stem: Stem;
}

/** The folder that somebody works in: one folder per song, whose files go from version to version. */
export class WorkingFolder {
  readonly path: string;
  readonly #songs: readonly BenchSong[];
  readonly #seconds: number;
  readonly #stems = new Map<BenchSong, (KeptStem | null)[]>();
  /** The digest of every file of the version that is there now. */
  readonly digests = new Map<string, string>();
  #bytes = new Map<string, number>();
  #exports = 1;

  constructor(path: string, songs: readonly BenchSong[], seconds: number) {
    this.path = path;
    this.#songs = songs;
    this.#seconds = seconds;
  }

  get versions(): number {
    return 1 + changes.length;
  }

  /** Bytes of the files of the version that is there now. */
  get totalBytes(): number {
    return [...this.#bytes.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Writes the first version. */
  begin(): void {
    for (const song of this.#songs) {
      mkdirSync(join(this.path, song.name), { recursive: true });
      const stems = song.takes.map(({ name }, place) => ({
        path: `${song.name}/${name}.wav`,
        stem: perform(song, place, this.#seconds),
      }));
      this.#stems.set(song, stems);
      for (const kept of stems) this.#write(kept);
    }
  }

  /** Goes on to a version, 2 being the first that changes something. Only files that change are touched. */
  change(version: number): void {
    const { edits, rename, remove } = changes[version - 2]!;
    for (const [song, stems] of this.#stems) {
      const touched = new Set<KeptStem>();
      for (const [place, edit] of edits) {
        const kept = stems[place];
        if (!kept) continue;
        edit(kept.stem, version * 1000 + this.#exports++);
        touched.add(kept);
      }
      if (rename) this.#rename(stems[rename[0]]!, `${song.name}/${rename[1]}.wav`);
      if (remove !== undefined) {
        this.#remove(stems[remove]!);
        stems[remove] = null;
      }
      for (const kept of touched) this.#write(kept);
    }
  }

  #write({ path, stem }: KeptStem): void {
    const hash = createHash('sha256');
    const file = openSync(join(this.path, path), 'w');
    let bytes = 0;
    for (const part of stem.toFile()) {
      writeSync(file, part);
      hash.update(part);
      bytes += part.length;
    }
    closeSync(file);
    this.digests.set(path, hash.digest('hex'));
    this.#bytes.set(path, bytes);
  }

  #rename(kept: KeptStem, path: string): void {
    renameSync(join(this.path, kept.path), join(this.path, path));
    this.digests.set(path, this.digests.get(kept.path)!);
    this.#bytes.set(path, this.#bytes.get(kept.path)!);
    this.digests.delete(kept.path);
    this.#bytes.delete(kept.path);
    kept.path = path;
  }

  #remove({ path }: KeptStem): void {
    rmSync(join(this.path, path));
    this.digests.delete(path);
    this.#bytes.delete(path);
  }
}
