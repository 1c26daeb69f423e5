const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Writes a size as people read it: "1.5 GiB". */
export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
