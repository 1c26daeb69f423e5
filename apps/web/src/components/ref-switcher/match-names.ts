/** Names that contain the text in any case, those that begin with it first; otherwise their order stays. */
export function matchNames<Named extends { name: string }>(items: readonly Named[], text: string): Named[] {
  const wanted = text.trim().toLowerCase();
  const found = items.filter(({ name }) => name.toLowerCase().includes(wanted));
  const begins = ({ name }: Named) => name.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((item) => !begins(item))];
}

/** A name for a branch out of what somebody typed while looking for one. */
export function suggestName(text: string): string {
  return text.trim().replace(/\s+/g, '-');
}
