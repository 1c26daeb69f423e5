/** Seconds as `3:07`, or `1:02:09` from an hour on. */
export function formatDuration(durationSeconds: number): string {
  const total = Math.round(durationSeconds);
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}
