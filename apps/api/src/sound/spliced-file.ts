/** A file that is written from canonical PCM, a stretch after the other. */
export interface SplicedFile {
  append(canonical: Uint8Array): void;
  /** Ends the file, and answers its SHA-256. */
  finish(): string;
  close(): void;
}
