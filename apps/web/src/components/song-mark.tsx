import styles from './song-mark.module.css';

/** A song's mark in lists, drawn from its id: the same song looks the same everywhere. */
export function SongMark({ id, size = 40 }: { id: string; size?: number }) {
  const digits = Array.from(id.replaceAll('-', ''), (digit) => Number.parseInt(digit, 16));
  const hue = ((digits[0] ?? 0) * 16 + (digits[1] ?? 0)) * 1.41;
  return (
    <svg
      className={styles.mark}
      style={{ '--hue': hue }}
      width={size}
      height={size}
      viewBox="0 0 40 40"
      aria-hidden="true"
    >
      <rect width="40" height="40" rx="7" className={styles.ground} />
      {[0, 1, 2, 3, 4].map((bar) => {
        const height = 4 + (digits[bar + 2] ?? 0) * 1.35;
        return (
          <rect
            key={bar}
            x={8.5 + bar * 5}
            y={20 - height / 2}
            width="3"
            height={height}
            rx="1.5"
            className={styles.bar}
          />
        );
      })}
    </svg>
  );
}
