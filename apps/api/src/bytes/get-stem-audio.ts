import { fileNameOfStem } from '@beatflow/shared';
import contentDisposition from 'content-disposition';
import type { RequestHandler } from 'express';
import type { ByteServices } from '../ingest/byte-services.ts';
import { PeaksReader } from '../ingest/peaks-reader.ts';
import { contentTypeOf } from './content-type.ts';
import { getReadableStem } from './get-readable-stem.ts';
import { sendObject } from './send-object.ts';

const privateForEver = 'private, max-age=31536000, immutable';
// A cache that many people share must forget within the hour that a repository was public.
const publicForAnHour = 'public, max-age=3600';

/** The original bytes of a stem, in whole or in part. */
export function getStemAudio({ database, store }: ByteServices): RequestHandler {
  return async (req, res) => {
    const stem = await getReadableStem(database, req);
    const { digest, sizeBytes } = stem;
    await sendObject(req, res, {
      open: () => store.open({ digest, part: 'original' }),
      sizeBytes,
      etag: `"${digest}"`,
      headers: {
        'Content-Type': contentTypeOf(stem),
        'Content-Disposition': contentDisposition(fileNameOfStem(stem.name, stem)),
        'Cache-Control': stem.isPublic ? publicForAnHour : privateForEver,
      },
    });
  };
}

/** A stem's waveform at several zooms, as `encodePeaks` of packages/audio writes it; the first bytes are the coarsest. */
export function getStemPeaks(services: ByteServices): RequestHandler {
  const peaks = new PeaksReader(services.store, services.ingest.measuring);
  return async (req, res) => {
    const { digest, isMeasured } = await getReadableStem(services.database, req);
    await sendObject(req, res, {
      open: () => peaks.open(digest, isMeasured),
      sizeBytes: null,
      etag: `"${digest}-peaks"`,
      headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': privateForEver },
    });
  };
}
