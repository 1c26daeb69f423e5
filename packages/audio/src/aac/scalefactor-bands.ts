/** Sample rates by their index (ISO/IEC 14496-3, table 1.18). */
export const aacSampleRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];

/** Where the scalefactor bands of a long window begin, and the last one ends, by sample rate index (tables 4.129 to 4.147). */
export const longBands: readonly Uint16Array[] = [
  bands('14x4 5x8 5x12 2x16 1x24 1x28 1x36 1x44 11x64'),
  bands('14x4 5x8 5x12 2x16 1x24 1x28 1x36 1x44 11x64'),
  bands('14x4 4x8 3x12 3x16 1x20 2x24 1x28 1x36 18x40'),
  bands('10x4 7x8 4x12 2x16 2x20 2x24 2x28 19x32 1x96'),
  bands('10x4 7x8 4x12 2x16 2x20 2x24 2x28 19x32 1x96'),
  bands('10x4 7x8 4x12 2x16 2x20 2x24 2x28 22x32'),
  bands('11x4 10x8 4x12 3x16 2x20 2x24 2x28 1x32 2x36 1x40 1x44 1x48 2x52 5x64'),
  bands('11x4 10x8 4x12 3x16 2x20 2x24 2x28 1x32 2x36 1x40 1x44 1x48 2x52 5x64'),
  bands('11x8 9x12 4x16 3x20 2x24 2x28 1x32 1x36 2x40 1x44 1x48 1x52 1x56 1x60 3x64'),
  bands('11x8 9x12 4x16 3x20 2x24 2x28 1x32 1x36 2x40 1x44 1x48 1x52 1x56 1x60 3x64'),
  bands('11x8 9x12 4x16 3x20 2x24 2x28 1x32 1x36 2x40 1x44 1x48 1x52 1x56 1x60 3x64'),
  bands('13x12 7x16 4x20 3x24 2x28 1x32 2x36 1x40 1x44 1x48 1x52 1x56 1x60 1x64 1x80'),
  bands('13x12 7x16 4x20 3x24 2x28 1x32 2x36 1x40 1x44 1x48 1x52 1x56 1x60 1x64 1x80'),
];

/** The same for a short window. */
export const shortBands: readonly Uint16Array[] = [
  bands('6x4 3x8 1x16 1x28 1x36'),
  bands('6x4 3x8 1x16 1x28 1x36'),
  bands('6x4 3x8 1x16 1x28 1x36'),
  bands('5x4 3x8 3x12 3x16'),
  bands('5x4 3x8 3x12 3x16'),
  bands('5x4 3x8 3x12 3x16'),
  bands('7x4 3x8 2x12 2x16 1x20'),
  bands('7x4 3x8 2x12 2x16 1x20'),
  bands('8x4 2x8 2x12 1x16 2x20'),
  bands('8x4 2x8 2x12 1x16 2x20'),
  bands('8x4 2x8 2x12 1x16 2x20'),
  bands('7x4 4x8 1x12 1x16 2x20'),
  bands('7x4 4x8 1x12 1x16 2x20'),
];

/** Spells out runs of bands, "count x width". */
function bands(runs: string): Uint16Array {
  const offsets = [0];
  for (const run of runs.split(' ')) {
    const [count, width] = run.split('x').map(Number) as [number, number];
    for (let i = 0; i < count; i++) offsets.push(offsets.at(-1)! + width);
  }
  return Uint16Array.from(offsets);
}
