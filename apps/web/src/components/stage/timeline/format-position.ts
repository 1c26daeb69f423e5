/** A position as `mm:ss.mmm`, with hours in front when there are any. */
export function formatPosition(frames: number, sampleRate: number): string {
  const totalMs = Math.floor((Math.max(0, frames) * 1000) / sampleRate);
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  const hours = Math.floor(totalMs / 3_600_000);
  const time = `${pad(Math.floor(totalMs / 60_000) % 60, 2)}:${pad(Math.floor(totalMs / 1000) % 60, 2)}.${pad(totalMs % 1000, 3)}`;
  return hours > 0 ? `${hours}:${time}` : time;
}
