import type { ChunkName } from '@beatflow/shared';
import type { KnownCommit, KnownStem } from '../folder/known-commit.ts';
import type { AudioTransfer } from '../server/audio-transfer.ts';
import { countBytes, listFreshChunks } from '../server/fresh-chunks.ts';
import { Progress } from '../terminal/progress.ts';
import type { Song } from './song.ts';

const AT_ONCE = 3;

/** A stem whose audio its version brings, and the stem that it continues. */
interface NewStem {
  stem: KnownStem;
  before: KnownStem | null;
}

/** Sends the audio of versions, each file once. */
export class AudioUpload {
  /** How many bytes travelled. */
  bytes = 0;
  readonly #song: Song;
  readonly #travelled = new Set<string>();
  readonly #done = new Set<string>();
  readonly #cuts = new Map<string, Promise<ChunkName[] | null>>();

  constructor(song: Song) {
    this.#song = song;
  }

  /** Of how many files something travelled. */
  get files(): number {
    return this.#travelled.size;
  }

  /** About how many bytes have to travel so that the server has the audio of a version. */
  async foresee(commit: KnownCommit, parent: KnownCommit | null): Promise<number> {
    let bytes = 0;
    for (const { stem, before } of this.#listNew(commit, parent)) {
      const [chunks, known] = [await this.#findCut(stem), before && (await this.#findCut(before))];
      bytes += chunks && known ? countBytes(listFreshChunks(chunks, known)) : stem.audio.sizeBytes;
    }
    return bytes;
  }

  /** Sends the audio of a version that the server does not have from this user. */
  async send(commit: KnownCommit, parent: KnownCommit | null): Promise<void> {
    const queue = this.#listNew(commit, parent);
    const { audio } = await this.#song.openRemote();
    const progress = new Progress(this.#song.cli.terminal, 'Pushing');
    const sendNext = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { stem, before } = next;
        await (before ? this.#sendChunks(audio, stem, before, progress) : this.#sendWhole(audio, stem, progress));
        this.#done.add(stem.content.audioDigest);
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
    } finally {
      progress.end();
    }
  }

  /** What the parent names may be named again without asking. */
  #listNew(commit: KnownCommit, parent: KnownCommit | null): NewStem[] {
    const before = new Map(parent?.stems.map((stem) => [stem.content.trackId, stem]));
    const known = new Set(parent?.stems.map(({ content }) => content.audioDigest));
    const stems = new Map(commit.stems.map((stem) => [stem.content.audioDigest, stem]));
    return [...stems.values()]
      .filter(({ content }) => !known.has(content.audioDigest) && !this.#done.has(content.audioDigest))
      .map((stem) => ({ stem, before: before.get(stem.content.trackId) ?? null }));
  }

  async #sendChunks(audio: AudioTransfer, stem: KnownStem, before: KnownStem, progress: Progress): Promise<void> {
    const { objects } = this.#song.folder;
    const { audioDigest: digest } = stem.content;
    const { sizeBytes } = stem.audio;
    const [path, chunks, known] = [
      await objects.unpack(digest),
      await this.#findCut(stem),
      await this.#findCut(before),
    ];
    const onSent = () => this.#prepareNext();
    const file = { digest, sizeBytes, path, chunks, known, cut: () => objects.cut(digest), onSent };
    progress.expect(sizeBytes);
    await audio.uploadChunks(file, this.#listen(digest, progress));
  }

  async #sendWhole(audio: AudioTransfer, stem: KnownStem, progress: Progress): Promise<void> {
    const file = { digest: stem.content.audioDigest, sizeBytes: stem.audio.sizeBytes };
    const offset = await audio.findOffset(file);
    if (offset === 'whole') return;
    progress.expect(file.sizeBytes, offset);
    const path = await this.#song.folder.objects.unpack(file.digest);
    await audio.upload(path, file, offset, this.#listen(file.digest, progress));
  }

  /** The server is at work: what is needed when it is done is loaded meanwhile. */
  #prepareNext(): void {
    this.#song.openApi().catch(() => {
      // Whoever needs it comes upon it again.
    });
  }

  #findCut({ content, audio }: KnownStem): Promise<ChunkName[] | null> {
    const { audioDigest: digest } = content;
    const cut = this.#cuts.get(digest) ?? this.#song.folder.objects.findCut(digest, audio.sizeBytes);
    this.#cuts.set(digest, cut);
    return cut;
  }

  #listen(digest: string, progress: Progress) {
    return (bytes: number, how: 'sent' | 'known') => {
      progress.advance(bytes, how);
      if (how === 'known') return;
      this.bytes += bytes;
      this.#travelled.add(digest);
    };
  }
}
