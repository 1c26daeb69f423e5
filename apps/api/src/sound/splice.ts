import { rm } from 'node:fs/promises';
import { isFlacShape } from '@beatflow/audio/flac';
import type { AudioFileModel } from '@beatflow/db';
import type { Ingest } from '../ingest/open-ingest.ts';
import type { AudioStore } from '../store/audio-store.ts';
import { borrowPcm } from './borrow-pcm.ts';
import type { SpliceResult } from './splice-job.ts';

/** One stem as it was, and as two sides made it. */
export interface Triple {
  base: AudioFileModel;
  ours: AudioFileModel;
  theirs: AudioFileModel;
}

interface SpliceServices {
  store: AudioStore;
  ingest: Ingest;
}

/** Writes a file that has the edits of both sides to a path; or says why there is none, and writes nothing. */
export async function spliceTo(outputPath: string, { base, ours, theirs }: Triple, services: SpliceServices) {
  const files = [base, ours, theirs];
  const sizeBytes = files.reduce((sum, { size }) => sum + size, 0);
  const flacPath = base.format === 'flac' && isFlacShape(base) ? services.ingest.uploads.workPath() : null;
  try {
    if (flacPath && !(await services.store.copy({ digest: base.digest, part: 'original' }, flacPath))) {
      throw new Error(`The original ${base.digest} is not in the store.`);
    }
    return await borrowPcm(
      services,
      files,
      ([basePath = '', oursPath = '', theirsPath = '']): Promise<SpliceResult> => {
        const job = { basePath, flacPath, oursPath, theirsPath, outputPath };
        return services.ingest.pool.run('splice', job, { sizeBytes, outputs: [outputPath] });
      },
    );
  } finally {
    if (flacPath) await rm(flacPath, { force: true });
  }
}
