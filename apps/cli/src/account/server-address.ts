import { CliError } from '../failure/cli-error.ts';

export const defaultServer = 'http://localhost:3000';

/** Reads a server's address as people write it, and answers it without a path or a slash at its end. */
export function parseServer(text: string): string {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : `${/^(localhost|127\.|\[::1\])/.test(text) ? 'http' : 'https'}://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new CliError('usage', `“${text}” is not the address of a server.`, 'Write it like https://beatflow.example.');
  }
  return url.origin;
}

/** Whether what is sent there can be read on the way. */
export function isReadableOnTheWay(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

export interface SongAddress {
  /** Null where only owner and name were given. */
  server: string | null;
  owner: string;
  name: string;
}

/** Reads `owner/name`, or the address of a song's page. */
export function parseSong(text: string): SongAddress {
  const isUrl = /^https?:\/\//i.test(text) && URL.canParse(text);
  const path = isUrl ? new URL(text).pathname : text;
  const [owner, name, ...rest] = path.split('/').filter(Boolean);
  if (!owner || !name || (!isUrl && rest.length > 0)) {
    throw new CliError(
      'usage',
      `“${text}” is not a song.`,
      'Write it as OWNER/NAME, or paste the address of its page.',
    );
  }
  return { server: isUrl ? parseServer(text) : null, owner: decodeURIComponent(owner), name: decodeURIComponent(name) };
}
