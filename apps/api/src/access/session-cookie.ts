import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Config } from '../config/read-config.ts';

const NAME = 'beatflow_session';

export function readSessionCookie(req: Request): string | null {
  return parseCookie(req.get('cookie') ?? '')[NAME] || null;
}

export function writeSessionCookie(res: Response, config: Config, secret: string, expires: Date): void {
  appendCookie(res, config, secret, expires);
}

export function clearSessionCookie(res: Response, config: Config): void {
  appendCookie(res, config, '', new Date(0));
}

function appendCookie(res: Response, config: Config, value: string, expires: Date): void {
  const cookie = stringifySetCookie({
    name: NAME,
    value,
    expires,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.publicUrl?.startsWith('https:') ?? false,
  });
  res.append('Set-Cookie', cookie);
}
