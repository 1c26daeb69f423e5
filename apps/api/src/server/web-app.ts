import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';
import { choosePage } from './choose-page.ts';

/**
 * Serves the built web app: files as they are, already compressed where the browser takes that, and a page's HTML for
 * everything else. A song may be called `take.2`, so a dot in a path does not make it a file.
 */
export function serveWebApp(webDir: string): RequestHandler {
  if (!existsSync(join(webDir, 'index.html'))) return (_req, _res, next) => next();
  const serveFile = sirv(webDir, { brotli: true, gzip: true, etag: true, setHeaders: setCaching });
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    const servePage = () => {
      const isPage = !req.path.startsWith('/assets/') && req.accepts(['html', 'json']) === 'html';
      if (!isPage) return next();
      // Whether the drawn page or the plain one comes depends on the session.
      res.vary('Cookie');
      req.url = choosePage(req);
      serveFile(req, res, () => {
        req.url = '/';
        serveFile(req, res, next);
      });
    };
    if (req.path === '/') servePage();
    else serveFile(req, res, servePage);
  };
}

// The names of assets carry a hash of their content, so they never change; everything else is asked for again.
function setCaching(res: ServerResponse, path: string): void {
  const isHashed = path.startsWith('/assets/') && !path.endsWith('.html');
  res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
