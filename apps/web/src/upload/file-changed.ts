/** The bytes on the disk are not those any more that were read when the file was chosen. */
export class FileChangedError extends Error {
  constructor() {
    super('This file was changed or moved on your disk meanwhile. Please choose it again.');
    this.name = 'FileChangedError';
  }
}

/** A browser says the same "network error" when the file on the disk was changed or taken away. */
export async function requireReadable(file: Blob): Promise<void> {
  try {
    await file.slice(Math.max(0, file.size - 1)).arrayBuffer();
  } catch {
    throw new FileChangedError();
  }
}
