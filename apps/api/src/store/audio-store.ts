import type { Readable } from 'node:stream';

/**
 * What is kept of an audio file: its `original` bytes, and two things computed from them: `peaks` for drawing, and
 * `playback`, the decoded sound of a compressed file, which is a cache and may go at any time.
 */
export type AudioPart = 'original' | 'peaks' | 'playback';

/**
 * Besides what belongs to one audio file: packs, each with chunks of many originals, and bundles of chunks that were sent
 * and wait for their file to be sealed; see docs/decisions/store.md.
 */
export type StorePart = AudioPart | 'pack' | 'bundle' | BackupPart;

/** In a backup, which is a store too: rows of a table, compressed, and the list of all that belongs to one backup. */
type BackupPart = 'table' | 'backup';

/**
 * Names an object by the SHA-256 of the original file; what is computed from it is named by it too. A pack,
 * a bundle, and what is in a backup alone, is named by its own SHA-256.
 */
export interface AudioObject {
  digest: string;
  part: StorePart;
}

export interface StoredObject {
  digest: string;
  size: number;
  storedAt: Date;
}

/**
 * An object opened for reading, at any place and as often as wanted. What it answers is the object that was opened, also
 * when that is deleted meanwhile, or an `ObjectGone` where a store cannot hold on to what is open.
 */
export interface OpenObject {
  readonly size: number;
  /**
   * Reads `length` bytes from `offset`; answers fewer only where the bytes end. Where there are `length` bytes of memory to
   * read into, they may be used.
   */
  read(offset: number, length: number, memory?: Uint8Array): Promise<Uint8Array>;
  /**
   * Bytes `start` up to, not including, `end`, part by part. A part lasts until the next is asked for: its memory is used
   * again. Fails, rather than ends early, when the object is shorter.
   */
  parts(start: number, end: number): AsyncIterable<Uint8Array>;
  /** The same, for who keeps what has come. */
  stream(start: number, end: number): Readable;
  close(): Promise<void>;
}

/**
 * Where audio is kept for good, by content. Objects never change: they appear whole or not at all, and putting one a
 * second time changes nothing. Failing for want of room is `storage-full`, and because a
 * store elsewhere does not answer `storage-unavailable`; then nothing is half there, and trying again may help.
 */
export interface AudioStore {
  /** Keeps a finished local file. When this returns, the object survives a power cut; the file is gone from its place. */
  put(object: AudioObject, path: string): Promise<void>;
  find(object: AudioObject): Promise<StoredObject | null>;
  /** Opens an object; null when it is not here. */
  open(object: AudioObject): Promise<OpenObject | null>;
  /**
   * Puts the bytes of an object at a path, for who needs a file of their own for a while; false when it is not here. The
   * file may share its bytes with the store, so it is only read, and removed afterwards.
   */
  copy(object: AudioObject, path: string): Promise<boolean>;
  /** Forgets an object; forgetting what is not here is no error. */
  delete(object: AudioObject): Promise<void>;
  /** Every object of one part, in no order. */
  list(part: StorePart): AsyncIterable<StoredObject>;
}
