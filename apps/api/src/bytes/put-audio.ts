import { createHash } from 'node:crypto';
import { type AudioFile, audioFile, BeatflowError, sha256 } from '@beatflow/shared';
import type { Request, RequestHandler, Response } from 'express';
import { type Caller, getCaller } from '../access/caller.ts';
import { findUsableAudio } from '../access/find-usable-audio.ts';
import type { ByteServices } from '../ingest/byte-services.ts';
import { receiveAudio } from '../ingest/receive-audio.ts';
import { receiveBody } from './receive-body.ts';
import { parseUploadRange } from './upload-range.ts';

export const stallTimeoutMs = 20_000;
const leftoverTimeoutMs = 60_000;

/** Says whether the caller may name this audio in a commit; if not, how much of it has arrived. */
export function headAudio(services: ByteServices): RequestHandler {
  return async (req, res) => {
    const caller = requireUploader(req);
    const digest = parseDigest(req);
    res.setHeader('Cache-Control', 'no-store');
    if (await findKept(services, caller, digest)) {
      res.status(200).end();
    } else {
      res.setHeader('Upload-Offset', await services.ingest.uploads.sizeOf({ userId: caller.userId, digest }));
      res.status(404).end();
    }
  };
}

/** Takes a whole file in, or the rest of one. */
export function putAudio(services: ByteServices): RequestHandler {
  return async (req, res) => {
    limitLeftover(req, res);
    const caller = requireUploader(req);
    const digest = parseDigest(req);
    const range = parseUploadRange(req);
    const kept = await findKept(services, caller, digest);
    if (kept) {
      await requireSameBytes(req, digest, range.offset === 0);
      res.status(200).json(kept);
      return;
    }
    const file = await receiveAudio(services, {
      userId: caller.userId,
      digest,
      ...range,
      receive: (write) => receiveBody(req, { write, stallTimeoutMs }),
    });
    if (file) res.status(201).json(file);
  };
}

/** Whoever sends audio has signed in. */
export function requireUploader(req: Request): Caller {
  const caller = getCaller(req);
  if (!caller) throw new BeatflowError('sign-in-required');
  return caller;
}

export function parseDigest(req: Request): string {
  const { success, data, error } = sha256.safeParse(req.params.sha256);
  if (!success) throw new BeatflowError('input-invalid', { field: 'sha256' }, error.issues[0]?.message);
  return data;
}

/** Audio that the caller may name; not when the store has lost it, so that sending it again mends that. */
export async function findKept({ store }: ByteServices, caller: Caller, digest: string): Promise<AudioFile | null> {
  const file = (await findUsableAudio(caller, [digest])).get(digest);
  if (!file) return null;
  const stored = await store.find({ digest, part: 'original' });
  return stored?.size === file.size ? audioFile.parse(file.get({ plain: true })) : null;
}

/** Reads what need not be kept, and refuses it all the same when it is not what was announced. */
async function requireSameBytes(req: Request, digest: string, isWhole: boolean): Promise<void> {
  const hash = createHash('sha256');
  const write = (bytes: Uint8Array) => Promise.resolve(void hash.update(bytes));
  const receipt = await receiveBody(req, { write, stallTimeoutMs });
  if (receipt === 'whole' && isWhole && hash.digest('hex') !== digest) throw new BeatflowError('digest-mismatch');
}

/**
 * Gives a client that was answered early some time to finish sending: cutting it off at once would cost it the answer,
 * letting it send for ever would cost us a connection.
 */
function limitLeftover(req: Request, res: Response): void {
  res.once('finish', () => {
    if (req.complete) return;
    const timer = setTimeout(() => req.destroy(), leftoverTimeoutMs);
    req.once('close', () => clearTimeout(timer));
  });
}
