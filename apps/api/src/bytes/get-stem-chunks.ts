import type { AudioChunks } from '@beatflow/shared';
import type { RequestHandler } from 'express';
import type { ByteServices } from '../ingest/byte-services.ts';
import { listFileChunks } from '../pack/chunk-place.ts';
import { getReadableStem } from './get-readable-stem.ts';

/** What a stem's audio is made of: who has a similar file asks for the ranges that it lacks. */
export function getStemChunks({ database }: ByteServices): RequestHandler {
  return async (req, res) => {
    const { digest, sizeBytes } = await getReadableStem(database, req);
    const rows = await listFileChunks(database, digest);
    const chunks = rows.map((chunk): [string, number] => [chunk.digest, chunk.size]);
    res.set('Cache-Control', 'private, no-cache');
    res.json({ digest, size: sizeBytes, chunks } satisfies AudioChunks);
  };
}
