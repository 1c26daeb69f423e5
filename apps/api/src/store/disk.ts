import { type FileHandle, open, rename } from 'node:fs/promises';
import { BeatflowError } from '@beatflow/shared';

/** The three calls that fail when a disk is full, behind a seam so that a test can make them fail. */
export interface Disk {
  /** Writes all bytes at the file's end; the file was opened for appending. */
  append(file: FileHandle, bytes: Uint8Array): Promise<void>;
  /** Waits until a file or folder would survive a power cut. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

export const realDisk: Disk = {
  append: (file, bytes) => file.appendFile(bytes),
  rename,
  async sync(path) {
    const file = await open(path, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  },
};

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Turns "the disk is full" into the reason that callers know; every other error stays what it is. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (err) {
    if (fullCodes.has(errorCode(err) ?? '')) throw new BeatflowError('storage-full');
    throw err;
  }
}

/** The system's code of an error, as `ENOENT`. */
export function errorCode(err: unknown): string | undefined {
  return err instanceof Error && 'code' in err && typeof err.code === 'string' ? err.code : undefined;
}
