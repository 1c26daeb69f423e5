import { BeatflowError } from '@beatflow/shared';
import { openAiff } from '../aiff/open-aiff.ts';
import type { AudioReader } from '../audio-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { fourCc } from '../byte-window.ts';
import { openWav } from '../wav/open-wav.ts';
import { type FileLayout, plainBytes } from './file-layout.ts';

/**
 * Finds the PCM in a file by reading its header. A file that is compressed, broken, or no audio at all is plain bytes:
 * it is kept all the same, so this only throws when the source itself does.
 */
export async function readFileLayout(source: ByteSource): Promise<FileLayout> {
  const head = await source.read(0, 12);
  if (head.length < 12) return plainBytes;
  try {
    if (['RIFF', 'RF64', 'BW64'].includes(fourCc(head))) return toFileLayout(await openWav(source, {}));
    if (fourCc(head) === 'FORM') return toFileLayout(await openAiff(source, {}));
    return plainBytes;
  } catch (error) {
    if (error instanceof BeatflowError) return plainBytes;
    throw error;
  }
}

/** The same for a file that has been opened already. */
export function toFileLayout({ facts, pcm }: AudioReader): FileLayout {
  if (!pcm) return plainBytes;
  const { dataOffset, sampleBytes, bigEndian, unsigned } = pcm;
  const { channels, frames, sampleFormat } = facts;
  return {
    pcm: {
      offset: dataOffset,
      length: frames * channels * sampleBytes,
      shape: { channels, sampleBytes, sampleFormat, bigEndian, unsigned },
    },
  };
}
