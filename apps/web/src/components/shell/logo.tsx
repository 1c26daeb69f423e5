import styles from './logo.module.css';

/** The mark: a waveform that branches. */
export function LogoMark({ size = 26 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth="2.8"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path stroke="currentColor" d="M4 14.200v3.600M10 10.500v11" />
      <path stroke="var(--bf-accent)" d="M16 5.500v8M22 3.500v6.500M28 5v2.500" />
      <path stroke="currentColor" d="M16 18.500v8M22 22v6.500M28 24.500v2.500" />
    </svg>
  );
}

/** The mark with the name. */
export function Logo() {
  return (
    <span className={styles.logo}>
      <LogoMark />
      <span className={styles.name}>
        Beat<span className={styles.light}>Flow</span>
      </span>
    </span>
  );
}
