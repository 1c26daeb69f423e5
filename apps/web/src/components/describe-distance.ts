/** How one line of versions stands to another: “3 ahead, 2 behind main”. */
export function describeDistance({ ahead, behind }: { ahead: number; behind: number }, from: string): string {
  if (ahead === 0 && behind === 0) return `the same as ${from}`;
  const parts = [ahead > 0 && `${ahead} ahead`, behind > 0 && `${behind} behind`].filter(Boolean);
  return `${parts.join(', ')}${behind > 0 ? '' : ' of'} ${from}`;
}
