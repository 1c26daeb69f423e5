import type { ChunkDigest } from '@beatflow/audio/chunks';

/** What a file was found to be: its bytes, the chunks that they are cut into, and its sound where the browser can read that. */
export interface FilePrint {
  digest: string;
  chunks: readonly ChunkDigest[];
  sound: { pcmDigest: string; sampleRate: number; channels: number; sampleFormat: 'int' | 'float' } | null;
}
