/** A ref as an address carries it. A branch may be called `7` or `true`, which an address reads as something else. */
export function readRef(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const ref = String(value);
  return ref === '' || ref.length > 255 ? undefined : ref;
}

/** Which branch, tag or version a page is about; the default branch when there is none. */
export function readRefSearch(search: Record<string, unknown>): { ref?: string } {
  const ref = readRef(search.ref);
  return ref === undefined ? {} : { ref };
}
