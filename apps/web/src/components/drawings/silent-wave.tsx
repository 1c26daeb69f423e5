const heights = [3, 7, 14, 24, 16, 28, 20, 9, 4];

/** A waveform that runs out into silence. */
export function SilentWave() {
  return (
    <svg width="150" height="40" viewBox="0 0 150 40" aria-hidden="true">
      {heights.map((height, at) => (
        <rect
          key={at * 7}
          x={6 + at * 7}
          y={20 - height / 2}
          width="3"
          height={height}
          rx="1.5"
          fill="var(--bf-accent)"
          opacity={1 - at * 0.07}
        />
      ))}
      <path d="M72 20h70" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeDasharray="1 7" />
    </svg>
  );
}
