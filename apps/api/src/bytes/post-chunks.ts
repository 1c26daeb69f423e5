import { BeatflowError, chunkList, type MissingChunks, maxChunksBodyBytes, type StagedChunks } from '@beatflow/shared';
import type { Request, RequestHandler } from 'express';
import type { ByteServices } from '../ingest/byte-services.ts';
import { MemoryPool } from '../store/memory-pool.ts';
import { findChunksFor } from '../upload/find-chunks-for.ts';
import type { SentChunks } from '../upload/gather-chunks.ts';
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
    const { found } = await noSooner(chunks.length, () => findChunksFor(services, userId, digests));
    const missing = digests.filter((digest) => !found.has(digest));
    res.set('Cache-Control', 'no-store').json({ missing } satisfies MissingChunks);
  };
}

/** Takes some chunks; see `readChunkFrames` for how they lie in the body. */
export function postChunks(services: ByteServices): RequestHandler {
  return async (req, res) => {
    const { userId } = requireUploader(req);
    await withStagedBody(services, req, async (body) => {
      res.status(201).json({ staged: await stageChunks(services, userId, body) } satisfies StagedChunks);
    });
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
    const seal = ({ chunks, sent }: SealBody) =>
      noSooner(chunks.length, async () => {
        const kept = await findKept(services, caller, digest);
        if (kept) {
          res.status(200).json(kept);
          return;
        }
        try {
          res.status(201).json(await sealAudio(services, { userId: caller.userId, digest, chunks, sent }));
        } catch (err) {
          if (isChunksMissing(err) && sent.chunks.size > 0) await stageChunks(services, caller.userId, sent.frames);
          throw err;
        }
      });
    if (req.is('application/octet-stream')) await withStagedBody(services, req, (body) => seal(readSealBody(body)));
    else await seal({ ...parseChunkList(req.body), sent: nothing });
  };
}

const nothing: SentChunks = { frames: Buffer.alloc(0), chunks: new Map() };

function isChunksMissing(err: unknown): boolean {
  return err instanceof BeatflowError && err.reason === 'chunks-missing';
}

function parseChunkList(body: unknown) {
  const { success, data, error } = chunkList.safeParse(body);
  if (!success) throw new BeatflowError('input-invalid', { field: 'chunks' }, error.issues[0]?.message);
  return data;
}

const bodies = new MemoryPool({ sizeBytes: maxChunksBodyBytes, maxIdle: 3 });

/** Does something with a body that may come to wait for its file, and that is gone afterwards. Not when the sender has gone. */
async function withStagedBody(
  services: ByteServices,
  req: Request,
  work: (body: Buffer) => Promise<void>,
): Promise<void> {
  const { userId } = requireUploader(req);
  const announced = req.get('content-length');
  if (Number(announced ?? 0) > maxChunksBodyBytes) throw tooLarge();
  await requireRoomToStage(services, userId, Number(announced ?? 1));
  const memory = bodies.take();
  try {
    const body = await receiveInto(memory, req);
    if (!body) return;
    // Whoever did not say how much would come is asked before it goes to the disk.
    if (announced === undefined) await requireRoomToStage(services, userId, body.length);
    await work(body);
  } finally {
    bodies.give(memory);
  }
}

/** Null when the sender has gone. */
async function receiveInto(memory: Buffer, req: Request): Promise<Buffer | null> {
  let size = 0;
  const receipt = await receiveBody(req, {
    stallTimeoutMs,
    write(bytes) {
      if (size + bytes.length > memory.length) return Promise.reject(tooLarge());
      memory.set(bytes, size);
      size += bytes.length;
      return Promise.resolve();
    },
  });
  return receipt === 'whole' ? memory.subarray(0, size) : null;
}

function tooLarge(): BeatflowError {
  return new BeatflowError('request-too-large', { maxBytes: maxChunksBodyBytes });
}
