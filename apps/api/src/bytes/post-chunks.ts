import { BeatflowError, chunkList, type MissingChunks, maxChunksBodyBytes, type StagedChunks } from '@beatflow/shared';
import type { Request, RequestHandler } from 'express';
import type { ByteServices } from '../ingest/byte-services.ts';
import { findChunksFor } from '../upload/find-chunks-for.ts';
import { noSooner } from '../upload/no-sooner.ts';
import { sealAudio } from '../upload/seal-audio.ts';
import { readSealBody, type SealBody } from '../upload/seal-body.ts';
import { requireRoomToStage, stageChunks } from '../upload/stage-chunks.ts';
import { findKept, parseDigest, requireUploader, stallTimeoutMs } from './put-audio.ts';
import { receiveBody } from './receive-body.ts';

/** Lets nobody else send a long list to be read. */
export const forUploaders: RequestHandler = (req, _res, next) => {
  requireUploader(req);
  next();
};

/** Says which of some chunks the caller has to send; the others they sent before, or may read. */
export function postMissingChunks(services: ByteServices): RequestHandler {
  return async (req, res) => {
    const { userId } = requireUploader(req);
    const { chunks } = parseChunkList(req.body);
    const digests = [...new Set(chunks.map(([digest]) => digest))];
    const found = await noSooner(chunks.length, () => findChunksFor(services, userId, digests));
    const missing = digests.filter((digest) => !found.has(digest));
    res.set('Cache-Control', 'no-store').json({ missing } satisfies MissingChunks);
  };
}

/** Takes some chunks; see `readChunkFrames` for how they lie in the body. */
export function postChunks(services: ByteServices): RequestHandler {
  return async (req, res) => {
    const { userId } = requireUploader(req);
    const body = await receiveStagedBody(services, req);
    if (!body) return;
    res.status(201).json({ staged: await stageChunks(services, userId, body) } satisfies StagedChunks);
  };
}

/**
 * Seals a file whose chunks are all here, or come along: its list as JSON, or a body of bytes that `readSealBody` reads. What came along
 * stays, where others are missing.
 */
export function postSeal(services: ByteServices): RequestHandler {
  return async (req, res) => {
    const caller = requireUploader(req);
    const digest = parseDigest(req);
    const request = await receiveSeal(services, req);
    if (!request) return;
    const { chunks, frames, sent } = request;
    await noSooner(chunks.length, async () => {
      const kept = await findKept(services, caller, digest);
      if (kept) {
        res.status(200).json(kept);
        return;
      }
      try {
        res.status(201).json(await sealAudio(services, { userId: caller.userId, digest, chunks, sent }));
      } catch (err) {
        if (isChunksMissing(err) && frames.length > 0) await stageChunks(services, caller.userId, frames);
        throw err;
      }
    });
  };
}

/** Null when the sender has gone. */
async function receiveSeal(services: ByteServices, req: Request): Promise<SealBody | null> {
  if (!req.is('application/octet-stream')) {
    return { ...parseChunkList(req.body), frames: Buffer.alloc(0), sent: new Map() };
  }
  const body = await receiveStagedBody(services, req);
  return body && readSealBody(body);
}

function isChunksMissing(err: unknown): boolean {
  return err instanceof BeatflowError && err.reason === 'chunks-missing';
}

function parseChunkList(body: unknown) {
  const { success, data, error } = chunkList.safeParse(body);
  if (!success) throw new BeatflowError('input-invalid', { field: 'chunks' }, error.issues[0]?.message);
  return data;
}

/** A body that may come to wait for its file. Null when the sender has gone. */
async function receiveStagedBody(services: ByteServices, req: Request): Promise<Buffer | null> {
  const { userId } = requireUploader(req);
  const announced = req.get('content-length');
  await requireRoomToStage(services, userId, Number(announced ?? 1));
  const body = await receiveSmallBody(req);
  // Whoever did not say how much would come is asked before it goes to the disk.
  if (body && announced === undefined) await requireRoomToStage(services, userId, body.length);
  return body;
}

/** Null when the sender has gone. */
async function receiveSmallBody(req: Request): Promise<Buffer | null> {
  const tooLarge = () => new BeatflowError('request-too-large', { maxBytes: maxChunksBodyBytes });
  if (Number(req.get('content-length') ?? 0) > maxChunksBodyBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  const receipt = await receiveBody(req, {
    stallTimeoutMs,
    write(bytes) {
      size += bytes.length;
      if (size > maxChunksBodyBytes) return Promise.reject(tooLarge());
      parts.push(bytes);
      return Promise.resolve();
    },
  });
  return receipt === 'whole' ? Buffer.concat(parts) : null;
}
