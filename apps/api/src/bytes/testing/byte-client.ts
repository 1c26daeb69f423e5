import { createHash } from 'node:crypto';

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface Upload {
  /** Under which digest; the right one unless told. */
  digest?: string;
  headers?: Record<string, string>;
}

/** Sends a file as a user. */
export function put(url: string, userId: string, bytes: Uint8Array, { digest, headers }: Upload = {}) {
  return fetch(`${url}/audio/${digest ?? digestOf(bytes)}`, {
    method: 'PUT',
    headers: { 'X-User': userId, ...headers },
    body: Buffer.from(bytes),
  });
}

/** Asks whether a user may name a digest. */
export async function head(url: string, userId: string, digest: string): Promise<{ status: number; offset: number }> {
  const res = await fetch(`${url}/audio/${digest}`, { method: 'HEAD', headers: { 'X-User': userId } });
  return { status: res.status, offset: Number(res.headers.get('upload-offset')) };
}

export function get(url: string, path: string, userId?: string, headers: Record<string, string> = {}) {
  return fetch(`${url}${path}`, { headers: { ...(userId ? { 'X-User': userId } : {}), ...headers } });
}

export async function reasonOf(res: Response): Promise<string> {
  const { reason } = (await res.json()) as { reason: string };
  return reason;
}
