/** How a fork stands to its original: “3 ahead, 2 behind the original”. */
export function describeDistance({ ahead, behind }: { ahead: number; behind: number }): string {
  if (ahead === 0 && behind === 0) return 'the same as the original';
  const parts = [ahead > 0 && `${ahead} ahead`, behind > 0 && `${behind} behind`].filter(Boolean);
  return `${parts.join(', ')}${behind > 0 ? '' : ' of'} the original`;
}
