import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** Fast enough to be done while somebody waits. */
const BROTLI_QUALITY = 4;

/** A text as bytes, in the best way that the browser takes, and the headers that say so. */
export async function compressFor(req: Request, res: Response, text: string): Promise<Buffer> {
  res.vary('Accept-Encoding');
  const encoding = req.acceptsEncodings('br', 'gzip');
  if (encoding === false) return Buffer.from(text);
  res.set('Content-Encoding', encoding);
  if (encoding === 'gzip') return await promisify(gzip)(text);
  return await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}
