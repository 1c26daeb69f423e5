const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes as people say them, and as file managers show them, in powers of ten: `512 B`, `2.5 kB`, `69 MB`. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
