import { type AudioReader, type FrameSource, loadFrames, openAudio } from '@beatflow/audio';
import { FileSource } from '../ingest/file-source.ts';

/** A file that is open, with all of its frames in memory. */
export interface OpenFrames {
  reader: AudioReader;
  source: FrameSource;
  close(): void;
}

/** Opens a file of plain PCM. Blocks its thread. */
export async function openFrames(path: string): Promise<OpenFrames> {
  const file = new FileSource(path);
  try {
    const reader = await openAudio(file);
    return { reader, source: await loadFrames(reader), close: () => file.close() };
  } catch (err) {
    file.close();
    throw err;
  }
}
