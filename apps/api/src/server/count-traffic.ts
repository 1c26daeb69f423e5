import type { Socket } from 'node:net';
import type { RequestHandler, Response } from 'express';
import type { Metrics } from './metrics.ts';
import { nameRoute } from './time-request.ts';

/** Notes why a request is refused, for who counts. */
export function noteRefusal(res: Response, reason: string): void {
  res.locals.refusal = reason;
}

/** How much of a connection's bytes earlier requests of it had. */
const counted = new WeakMap<Socket, { read: number; written: number }>();

/** Counts what goes over the wire by route, audio that is taken in, and refusals by their reason. */
export function countTraffic({ receivedBytes, sentBytes, audioTaken, refusals }: Metrics): RequestHandler {
  return (req, res, next) => {
    const { socket } = req;
    res.once('close', () => {
      const route = nameRoute(req);
      const before = counted.get(socket) ?? { read: 0, written: 0 };
      const now = { read: socket.bytesRead, written: socket.bytesWritten };
      counted.set(socket, now);
      receivedBytes.inc({ route }, Math.max(0, now.read - before.read));
      sentBytes.inc({ route }, Math.max(0, now.written - before.written));
      if (res.statusCode === 201 && route.startsWith('/audio/:sha256')) audioTaken.inc({ route });
      const { refusal } = res.locals as { refusal?: string };
      if (refusal) refusals.inc({ route, reason: refusal });
    });
    next();
  };
}
