/** Where to go after signing in: a path of this app, never another site. */
export function readReturnTo(search: Record<string, unknown>): { returnTo?: string } {
  const { returnTo } = search;
  if (typeof returnTo !== 'string' || !/^\/(?![/\\])/.test(returnTo)) return {};
  return { returnTo };
}
