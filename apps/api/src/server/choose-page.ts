import type { Request } from 'express';
import { readSessionCookie } from '../access/session-cookie.ts';

/**
 * Which of the web app's files begins a page fastest: some name all files of their page, or show it before any script
 * runs. Those are drawn for visitors, so somebody with a session gets the plain one. Any file can begin any page.
 */
export function choosePage(req: Request): string {
  const isVisitor = readSessionCookie(req) === null;
  if (req.path === '/') return isVisitor ? '/assets/welcome.html' : '/';
  if (req.path === '/explore') return isVisitor && !req.originalUrl.includes('?') ? '/assets/explore.html' : '/';
  return /^\/[^/]+\/[^/]+\/?$/.test(req.path) && !req.path.startsWith('/settings/') ? '/assets/song.html' : '/';
}
