/** The resonances of a mouth: where they lie, and how strong they are. After the alto of Csound's formant tables. */
export interface Vowel {
  hz: readonly number[];
  gain: readonly number[];
}

const FORMANT_WIDTHS_HZ = [95, 110, 150, 190, 260];

function vowel(hz: readonly number[], db: readonly number[]): Vowel {
  return { hz, gain: db.map((value) => 10 ** (value / 20)) };
}

export const vowels = {
  ah: vowel([800, 1150, 2800, 3500, 4950], [0, -2, -5, -9, -20]),
  eh: vowel([500, 1650, 2700, 3400, 4950], [0, -4, -5, -9, -20]),
  ee: vowel([350, 1750, 2700, 3600, 4950], [0, -6, -5, -8, -20]),
  oh: vowel([450, 800, 2830, 3500, 4950], [0, -3, -10, -14, -24]),
  oo: vowel([325, 700, 2530, 3500, 4950], [0, -5, -14, -18, -28]),
  mm: vowel([270, 900, 2200, 3000, 4500], [0, -24, -36, -46, -60]),
} as const;

type VowelName = keyof typeof vowels;

/** Syllables: from which mouth to which, and how long the way takes. */
const syllables: Readonly<Record<string, { from: VowelName; to: VowelName; seconds: number }>> = {
  ah: { from: 'ah', to: 'ah', seconds: 0.05 },
  oh: { from: 'oh', to: 'oh', seconds: 0.05 },
  oo: { from: 'oo', to: 'oo', seconds: 0.05 },
  mm: { from: 'mm', to: 'mm', seconds: 0.05 },
  wah: { from: 'oo', to: 'ah', seconds: 0.13 },
  woh: { from: 'oo', to: 'oh', seconds: 0.12 },
  yeah: { from: 'ee', to: 'ah', seconds: 0.16 },
  you: { from: 'ee', to: 'oo', seconds: 0.18 },
  nah: { from: 'mm', to: 'ah', seconds: 0.09 },
  noh: { from: 'mm', to: 'oh', seconds: 0.09 },
  moo: { from: 'mm', to: 'oo', seconds: 0.12 },
  meh: { from: 'mm', to: 'eh', seconds: 0.09 },
};

/** How a syllable goes; one that nobody taught the singer is sung as “ah”. */
export function syllableOf(name = 'ah') {
  return syllables[name] ?? syllables.ah!;
}

/** The resonance of a filter for one formant. */
export function formantResonance(index: number, hz: number): number {
  return Math.max(1.2, hz / FORMANT_WIDTHS_HZ[index]!);
}
