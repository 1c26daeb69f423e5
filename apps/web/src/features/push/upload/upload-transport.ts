import type { AudioFile } from '@beatflow/shared';

/** What the server has of a file: all of it, or so many of its first bytes. */
export type StoredPart = { isComplete: true } | { isComplete: false; offset: number };

export interface UploadRequest {
  digest: string;
  file: Blob;
  /** The first byte to send. */
  offset: number;
  /** Called with how many bytes of the whole file have left this machine. */
  onSent: (bytes: number) => void;
}

/** The two things that an upload asks of the server; both throw a RequestError. */
export interface UploadTransport {
  findStored(digest: string, signal: AbortSignal): Promise<StoredPart>;
  send(request: UploadRequest, signal: AbortSignal): Promise<AudioFile>;
}
