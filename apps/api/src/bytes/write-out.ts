import type { Response } from 'express';

/** Writes to a response, and waits until the system has taken all of it; false where nobody listens any more. */
export function writeOut(res: Response, pieces: readonly Uint8Array[]): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isTaken: boolean) => {
      res.off('close', onClose).off('error', onClose);
      resolve(isTaken);
    };
    const onClose = () => end(false);
    res.on('close', onClose).on('error', onClose);
    // Together they are one call of the system.
    res.cork();
    for (const piece of pieces.slice(0, -1)) res.write(piece);
    res.write(pieces.at(-1) ?? '', (err) => end(!err));
    res.uncork();
  });
}
