import { Router } from 'express';
import type { ByteServices } from '../ingest/byte-services.ts';
import { getCommitArchive } from './get-commit-archive.ts';
import { getStemAudio, getStemPeaks } from './get-stem-audio.ts';
import { getStemChunks } from './get-stem-chunks.ts';
import { getStemPiece } from './get-stem-piece.ts';
import { forUploaders, postChunks, postMissingChunks, postSeal } from './post-chunks.ts';
import { postChunksRead, postStemChunks } from './post-stem-chunks.ts';
import { headAudio, putAudio } from './put-audio.ts';
import { readJsonBody } from './read-json-body.ts';

/** The routes that carry bytes, beside tRPC. */
export function createByteRouter(services: ByteServices): Router {
  return Router()
    .head('/audio/:sha256', headAudio(services))
    .put('/audio/:sha256', putAudio(services))
    .post('/audio/chunks/missing', forUploaders, readJsonBody, postMissingChunks(services))
    .post('/audio/chunks', postChunks(services))
    .post('/audio/:sha256/seal', forUploaders, readJsonBody, postSeal(services))
    .post('/stems/chunks', readJsonBody, postStemChunks(services))
    .post('/stems/chunks/read', readJsonBody, postChunksRead(services))
    .get('/stems/:stemId/chunks', getStemChunks(services))
    .get('/stems/:stemId/audio', getStemAudio(services))
    .get('/stems/:stemId/peaks', getStemPeaks(services))
    .get('/stems/:stemId/pieces/:index', getStemPiece(services))
    .get('/commits/:commitId/archive', getCommitArchive(services));
}
