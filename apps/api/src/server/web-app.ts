import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/**
 * Serves the built web app: files as they are, already compressed where the browser takes that, and `index.html` for
 * every page. A song may be called `take.2`, so a dot in a path does not make it a file.
 */
export function serveWebApp(webDir: string): RequestHandler {
  if (!existsSync(join(webDir, 'index.html'))) return (_req, _res, next) => next();
  const serveFile = sirv(webDir, { brotli: true, gzip: true, etag: true, setHeaders: setCaching });
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    serveFile(req, res, () => {
      const isPage = !req.path.startsWith('/assets/') && req.accepts(['html', 'json']) === 'html';
      if (!isPage) return next();
      req.url = '/';
      serveFile(req, res, next);
    });
  };
}

// The names of assets carry a hash of their content, so they never change; everything else is asked for again.
function setCaching(res: ServerResponse, path: string): void {
  const isHashed = path.startsWith('/assets/');
  res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
