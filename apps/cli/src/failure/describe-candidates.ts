const digits = 12;
const longestMessage = 40;

/** Which versions a short digest may mean, when that is what a refusal tells. */
export function describeCandidates({ candidates }: Record<string, unknown>): string | undefined {
  if (!Array.isArray(candidates) || !candidates.every(isCandidate)) return undefined;
  const names = candidates.map(({ digest, message }) => `${digest.slice(0, digits)} “${shorten(message)}”`);
  return `It may be ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names)}.`;
}

function isCandidate(value: unknown): value is { digest: string; message: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { digest, message } = value as Record<string, unknown>;
  return typeof digest === 'string' && typeof message === 'string';
}

function shorten(message: string): string {
  const [line = ''] = message.split('\n');
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line;
}
