import type { Choice, Choices } from './merge-types.ts';

const PREFIX = 'beatflow-answers ';

/** The answers that were given before a page was loaded anew; none where the browser keeps nothing. */
export function readChoices(place: string): Choices {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PREFIX + place) ?? '[]');
    return new Map(Array.isArray(kept) ? kept.filter(isKept) : []);
  } catch {
    return new Map();
  }
}

/** Keeps answers for as long as the tab is there. A file cannot be kept: it is asked for again. */
export function keepChoices(place: string, choices: Choices): void {
  const kept = [...choices].filter(isKept);
  try {
    if (kept.length > 0) sessionStorage.setItem(PREFIX + place, JSON.stringify(kept));
    else sessionStorage.removeItem(PREFIX + place);
  } catch {
    // Then they last as long as the page does.
  }
}

function isKept(entry: unknown): entry is [string, Choice] {
  if (!Array.isArray(entry)) return false;
  const [key, choice]: unknown[] = entry;
  return typeof key === 'string' && (choice === 'ours' || choice === 'theirs' || choice === 'both');
}
