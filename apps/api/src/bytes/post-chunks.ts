import { BeatflowError, chunkList, type MissingChunks, maxChunksBodyBytes, type StagedChunks } from '@beatflow/shared';
import type { Request, RequestHandler } from 'express';
import type { ByteServices } from '../ingest/byte-services.ts';
import { findChunksFor } from '../upload/find-chunks-for.ts';
import { noSooner } from '../upload/no-sooner.ts';
import { sealAudio } from '../upload/seal-audio.ts';
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
    const { chunks } = parseChunkList(req);
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
    const announced = req.get('content-length');
    await requireRoomToStage(services, userId, Number(announced ?? 1));
    const body = await receiveSmallBody(req);
    if (!body) return;
    // Whoever did not say how much would come is asked before it goes to the disk.
    if (announced === undefined) await requireRoomToStage(services, userId, body.length);
    res.status(201).json({ staged: await stageChunks(services, userId, body) } satisfies StagedChunks);
  };
}

/** Seals a file whose chunks are all here. */
export function postSeal(services: ByteServices): RequestHandler {
  return async (req, res) => {
    const caller = requireUploader(req);
    const digest = parseDigest(req);
    const { chunks } = parseChunkList(req);
    await noSooner(chunks.length, async () => {
      const kept = await findKept(services, caller, digest);
      if (kept) res.status(200).json(kept);
      else res.status(201).json(await sealAudio(services, { userId: caller.userId, digest, chunks }));
    });
  };
}

function parseChunkList(req: Request) {
  const { success, data, error } = chunkList.safeParse(req.body);
  if (!success) throw new BeatflowError('input-invalid', { field: 'chunks' }, error.issues[0]?.message);
  return data;
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
