import type { AudioFile, ChunkName } from '@beatflow/shared';

/** What an upload asks of the server; all of it may be asked again, and throws a RequestError. */
export interface UploadTransport {
  /** The digests of those chunks that the server wants to be sent. */
  findMissing(chunks: readonly ChunkName[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  /**
   * Sends some chunks, framed, in one request; `onSent` hears how many bytes have left this machine. Answers the digests
   * of what arrived.
   */
  sendChunks(body: Blob, onSent: (bytes: number) => void, signal: AbortSignal): Promise<ReadonlySet<string>>;
  /**
   * Has the file put together out of its chunks, read and checked. Some may travel along; when others are missing still,
   * the error says which, and those that came have been kept.
   */
  seal(digest: string, chunks: readonly ChunkName[], signal: AbortSignal, along?: ChunksAlong): Promise<AudioFile>;
}

/** Framed chunks; `onSent` hears how many bytes of them have left this machine. */
export interface ChunksAlong {
  body: Blob;
  onSent: (bytes: number) => void;
}
