import type { StemType } from '@beatflow/shared';

/** The two ways the app may look. */
export type Scheme = 'light' | 'dark';

/**
 * The colour of each kind of stem, for canvases. In each scheme all five keep a contrast of at least 4.5:1 with the
 * surfaces that they are drawn on, and their hues stay apart for people who see colours differently.
 */
export const stemColors: Record<Scheme, Record<StemType, string>> = {
  dark: { drums: '#ff8a70', bass: '#98a4ff', vocals: '#f48bc6', melody: '#4fd0b8', other: '#aab3bf' },
  light: { drums: '#b93a1e', bass: '#4a55cf', vocals: '#ad2678', melody: '#0a7263', other: '#59626f' },
};

/** The same colour as a CSS value that follows the scheme by itself. */
export function stemColorVar(stemType: StemType): string {
  return `var(--bf-stem-${stemType})`;
}
