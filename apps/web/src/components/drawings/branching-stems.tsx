import styles from './branching-stems.module.css';

type Strip = 'drums' | 'bass' | 'melody' | 'vocals';

interface Version {
  x: number;
  y: number;
  message: string;
  strips: { stemType: Strip; level: number }[];
}

const CARD = { width: 138, height: 88 };
const BARS = 21;

const versions: Version[] = [
  { x: 4, y: 138, message: 'first take', strips: stack(['drums', 1], ['bass', 0.55]) },
  { x: 196, y: 138, message: 'a melody', strips: stack(['drums', 1], ['bass', 0.55], ['melody', 0.8]) },
  { x: 388, y: 220, message: 'louder bass', strips: stack(['drums', 1], ['bass', 1], ['melody', 0.8]) },
  {
    x: 388,
    y: 30,
    message: 'with a voice',
    strips: stack(['drums', 0.7], ['bass', 0.55], ['melody', 0.6], ['vocals', 1]),
  },
];

/** Versions of a song as stacks of stems: the second goes on in two directions at once. */
export function BranchingStems({ width = 530 }: { width?: number }) {
  return (
    <svg
      className={styles.drawing}
      viewBox="0 0 530 338"
      width={width}
      role="img"
      aria-label="A song with drums and bass gains a melody, and then goes on in two directions: one with a louder bass, one with a voice."
    >
      <path className={styles.line} d="M142 182h54" />
      <path className={styles.line} d="M334 182c34 0 20 82 54 82" />
      <path className={styles.branch} d="M334 182c34 0 20-108 54-108" />
      {versions.map((version) => (
        <VersionCard key={version.message} version={version} />
      ))}
    </svg>
  );
}

function VersionCard({ version: { x, y, message, strips } }: { version: Version }) {
  const stripHeight = (CARD.height - 16) / strips.length;
  return (
    <g>
      <rect className={styles.card} x={x} y={y} width={CARD.width} height={CARD.height} rx="9" />
      {strips.map(({ stemType, level }, strip) => (
        <g key={stemType} fill={`var(--bf-stem-${stemType})`}>
          {Array.from({ length: BARS }, (_, bar) => {
            const height = Math.max(2, barHeight(stemType, bar) * level * (stripHeight - 5));
            return (
              <rect
                key={`${stemType} ${bar * 6}`}
                x={x + 8 + bar * 5.9}
                y={y + 8 + stripHeight * (strip + 0.5) - height / 2}
                width="3.4"
                height={height}
                rx="1.7"
              />
            );
          })}
        </g>
      ))}
      <text className={styles.message} x={x + 2} y={y - 9}>
        {message}
      </text>
    </g>
  );
}

function stack(...strips: [Strip, number][]): Version['strips'] {
  return strips.map(([stemType, level]) => ({ stemType, level }));
}

// Each kind of stem moves in its own way: hits that decay, long notes, phrases, breath.
function barHeight(stemType: Strip, bar: number): number {
  switch (stemType) {
    case 'drums':
      return bar % 4 === 0 ? 1 : bar % 4 === 2 ? 0.65 : 0.28;
    case 'bass':
      return bar % 7 < 5 ? 0.85 - (bar % 7) * 0.09 : 0.2;
    case 'melody':
      return 0.35 + 0.55 * Math.abs(Math.sin(bar * 0.55));
    case 'vocals':
      return bar < 3 || bar > 18 ? 0.1 : 0.3 + 0.7 * Math.abs(Math.sin(bar * 0.42) * Math.cos(bar * 0.9));
  }
}
