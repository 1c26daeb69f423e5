/** Reads which song somebody means, from `owner/song` or from the address of any of its pages; null for anything else. */
export function parseSongAddress(text: string): { owner: string; name: string } | null {
  const path = text.trim().replace(/^[a-z]+:\/\/[^/]*/i, '');
  const [owner, name] = path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean);
  if (owner === undefined || name === undefined) return null;
  try {
    return { owner: decodeURIComponent(owner), name: decodeURIComponent(name) };
  } catch {
    return null;
  }
}
