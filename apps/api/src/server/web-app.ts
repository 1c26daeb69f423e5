import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import sirv from 'sirv';
import type { Services } from '../services.ts';
import { choosePage } from './choose-page.ts';
import { compressFor } from './compress-for.ts';
import { createSongPages } from './song-pages.ts';

/**
 * Serves the built web app: files as they are, already compressed where the browser takes that, and a page's HTML for
 * everything else. A song may be called `take.2`, so a dot in a path does not make it a file.
 */
export function serveWebApp(services: Services): RequestHandler[] {
  const { webDir } = services.config;
  if (!existsSync(join(webDir, 'index.html'))) return [(_req, _res, next) => next()];
  // `dev` looks at the disk each time: a list made at start would name files that a newer build has taken away.
  const serveFile = sirv(webDir, { dev: true, brotli: true, gzip: true, etag: true, setHeaders: setCaching });
  const drawSongPage = createSongPages(services);
  return [
    (req, res, next) => {
      if (!isForBrowsers(req) || req.path === '/') next();
      else serveFile(req, res, next);
    },
    async (req, res, next) => {
      const isPage = isForBrowsers(req) && !req.path.startsWith('/assets/') && req.accepts(['html', 'json']) === 'html';
      if (!isPage) return next();
      // Whether the drawn page or the plain one comes depends on the session.
      res.vary('Cookie');
      const song = await drawSongPage(req);
      if (song !== null) return await sendPage(req, res, song);
      req.url = choosePage(req);
      serveFile(req, res, () => {
        req.url = '/';
        serveFile(req, res, next);
      });
    },
  ];
}

// What begins with a dot is the server's own.
function isForBrowsers(req: Request): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && !req.path.includes('/.');
}

async function sendPage(req: Request, res: Response, html: string): Promise<void> {
  res.set('Cache-Control', 'no-cache').type('html');
  res.send(await compressFor(req, res, html));
}

// The names of assets carry a hash of their content, so they never change; everything else is asked for again.
function setCaching(res: ServerResponse, path: string): void {
  const isHashed = path.startsWith('/assets/') && !path.endsWith('.html');
  res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
