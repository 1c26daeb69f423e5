import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getRepositoryInput, type RepositoryResponse } from '@beatflow/shared';
import type { Request } from 'express';
import { readSessionCookie } from '../access/session-cookie.ts';
import { getRepository } from '../repository/get-repository.ts';
import type { Services } from '../services.ts';

interface Address {
  owner: string;
  name: string;
}

/** The web app's own drawing, built to run in Node: the element that the app takes the place of, and what it then knows. */
type DrawSong = (address: Address, repository: RepositoryResponse) => Promise<string>;

const ADDRESS = /^\/([^/]+)\/([^/]+)\/?$/;
const PLACE = /<div id="root">[\s\S]*<\/div>(?=\s*<\/body>)/;
const TITLE = /<title>[^<]*<\/title>/;
const WORDS = /<meta name="description"[^>]*>/;

/**
 * The first sight of public songs, for visitors: their name and words before any script has run, and what a link to
 * them shows elsewhere. Null where there is nothing to draw: the page works without, for the app asks by itself.
 */
export function createSongPages(services: Services): (req: Request) => Promise<string | null> {
  const { config, logger } = services;
  const loading = loadDrawing(config.webDir).catch((err: unknown) => {
    logger.warn({ err }, 'songs are not drawn ahead: the web app was built without its drawing');
    return null;
  });
  return async (req) => {
    if (readSessionCookie(req) !== null) return null;
    const drawSong = await loading;
    const address = readAddress(req.path);
    if (drawSong === null || address === null) return null;
    const repository = await getRepository({ services, caller: null }, address).catch(() => null);
    if (repository === null) return null;
    const html = await readFile(join(config.webDir, '.server/song.html'), 'utf8');
    const place = await drawSong(address, repository);
    return describe(html, repository).replace(PLACE, () => place);
  };
}

async function loadDrawing(webDir: string): Promise<DrawSong> {
  const { drawSong } = await import(pathToFileURL(join(webDir, '.server/prerender.js')).href);
  return drawSong;
}

function readAddress(path: string): Address | null {
  const [, owner, name] = ADDRESS.exec(path) ?? [];
  if (owner === undefined || name === undefined) return null;
  try {
    return getRepositoryInput.parse({ owner: decodeURIComponent(owner), name: decodeURIComponent(name) });
  } catch {
    return null;
  }
}

function describe(html: string, { ownerUsername, name, description }: RepositoryResponse): string {
  const title = escapeHtml(`${ownerUsername}/${name}`);
  const words = escapeHtml(description ?? `A song by ${ownerUsername} on BeatFlow, with all its versions to hear.`);
  return html
    .replace(TITLE, () => `<title>${title} · BeatFlow</title>`)
    .replace(
      WORDS,
      () =>
        `<meta name="description" content="${words}" />\n` +
        `    <meta property="og:title" content="${title}" />\n` +
        `    <meta property="og:description" content="${words}" />\n` +
        '    <meta property="og:type" content="music.song" />',
    );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
