import { cutPieceAsWav, PIECE_FRAMES } from '@beatflow/audio';
import { type AudioFormat, BeatflowError } from '@beatflow/shared';
import type { RequestHandler } from 'express';
import type { ByteServices } from '../ingest/byte-services.ts';
import { needsPlayback } from '../ingest/playback-file.ts';
import type { OpenObject } from '../store/audio-store.ts';
import { getReadableStem } from './get-readable-stem.ts';
import { OpenReaders } from './open-readers.ts';
import { matchesTag } from './parse-range.ts';

/** One piece of a stem as a WAV file of its own, cut at exact frames; see docs/decisions/pieces.md. */
export function getStemPiece(services: ByteServices): RequestHandler {
  const readers = new OpenReaders({ maxIdle: 64, idleMs: 30_000 });
  return async (req, res) => {
    const index = parseIndex(req.params.index);
    const { digest, format, frames } = await getReadableStem(services.database, req);
    const startFrame = index * PIECE_FRAMES;
    if (startFrame >= frames) throw new BeatflowError('not-found', { pieces: Math.ceil(frames / PIECE_FRAMES) });

    const etag = `"${digest}-piece-${index}"`;
    res.set({ ETag: etag, 'Cache-Control': 'private, max-age=31536000, immutable' });
    if (matchesTag(req.get('if-none-match'), etag)) {
      res.status(304).end();
      return;
    }
    const frameCount = Math.min(PIECE_FRAMES, frames - startFrame);
    const piece = await readers.use(
      digest,
      () => openSliceable(services, digest, format),
      (reader) => cutPieceAsWav(reader, startFrame, frameCount),
    );
    res.set({
      'Content-Type': 'audio/wav',
      'Content-Length': String(piece.length),
      'X-Content-Type-Options': 'nosniff',
    });
    res.end(req.method === 'HEAD' ? undefined : piece);
  };
}

function parseIndex(text: string | string[] | undefined): number {
  if (typeof text !== 'string' || !/^\d{1,9}$/.test(text)) throw new BeatflowError('not-found');
  return Number(text);
}

async function openSliceable(
  { store, ingest }: ByteServices,
  digest: string,
  format: AudioFormat,
): Promise<OpenObject> {
  if (needsPlayback(format)) return ingest.playback.open(digest);
  const original = await store.open({ digest, part: 'original' });
  if (!original) throw new Error(`The store has lost "${digest}".`);
  return original;
}
