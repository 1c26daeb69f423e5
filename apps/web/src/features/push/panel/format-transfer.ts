import { formatBytes } from '@beatflow/shared';

/** Seconds left, rounded so that the figure does not jitter: `5 s`, `40 s`, `3 min`, `2 h`. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 10) return `${Math.max(1, Math.ceil(seconds))} s`;
  if (seconds < 60) return `${Math.ceil(seconds / 5) * 5} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.ceil(seconds / 3600)} h`;
}

/** How much of a file is still to travel: `3.1 of 69 MB to send`, `69 MB to send`. */
export function describeAhead(travelBytes: number, totalBytes: number): string {
  if (travelBytes === 0) return 'nothing to send';
  const [travel, total] = [formatBytes(travelBytes), formatBytes(totalBytes)];
  if (travelBytes > 0.9 * totalBytes) return `${travel} to send`;
  const [value, unit] = travel.split(' ');
  return `${unit === total.split(' ')[1] ? value : travel} of ${total} to send`;
}

/** What of a file, or of several, is worth saying when it has arrived: how little had to travel. */
export function describeTravel(travelBytes: number, totalBytes: number): string | null {
  if (travelBytes === 0 || travelBytes > 0.9 * totalBytes) return null;
  return `only ${formatBytes(travelBytes)} of ${formatBytes(totalBytes)} had to travel`;
}

export function formatPercent(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((part / whole) * 100)}%`;
}

/** `1 file`, `3 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
