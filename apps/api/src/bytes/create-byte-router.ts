import { Router } from 'express';
import type { ByteServices } from '../ingest/byte-services.ts';
import { getCommitArchive } from './get-commit-archive.ts';
import { getStemAudio, getStemPeaks } from './get-stem-audio.ts';
import { getStemPiece } from './get-stem-piece.ts';
import { headAudio, putAudio } from './put-audio.ts';

/** The routes that carry bytes, beside tRPC. */
export function createByteRouter(services: ByteServices): Router {
  return Router()
    .head('/audio/:sha256', headAudio(services))
    .put('/audio/:sha256', putAudio(services))
    .get('/stems/:stemId/audio', getStemAudio(services))
    .get('/stems/:stemId/peaks', getStemPeaks(services))
    .get('/stems/:stemId/pieces/:index', getStemPiece(services))
    .get('/commits/:commitId/archive', getCommitArchive(services));
}
