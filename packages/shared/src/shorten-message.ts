const MAX_MESSAGE = 500;

/** Ends a text that we wrote ourselves, and that names may have made too long, before the longest message. */
export function shortenMessage(text: string): string {
  if (text.length <= MAX_MESSAGE) return text;
  const cut = text.slice(0, MAX_MESSAGE - 1);
  // Half of a letter that takes two places would be no text at all.
  return `${(/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd()}…`;
}
