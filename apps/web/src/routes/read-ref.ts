/** A ref as an address carries it. A branch may be called `7` or `true`, which an address reads as something else. */
export function readRef(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const ref = String(value);
  return ref === '' || ref.length > 255 ? undefined : ref;
}

/** One named ref of an address, ready to be spread into what is read of it; nothing where it makes no sense. */
export function readNamedRef<Name extends string>(name: Name, value: unknown): { [key in Name]?: string } {
  const ref = readRef(value);
  return (ref === undefined ? {} : { [name]: ref }) as { [key in Name]?: string };
}

/** Which branch, tag or version a page is about; the default branch when there is none. */
export function readRefSearch(search: Record<string, unknown>): { ref?: string } {
  return readNamedRef('ref', search.ref);
}
