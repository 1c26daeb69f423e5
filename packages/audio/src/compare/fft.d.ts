declare module 'fft.js' {
  /** A radix-4 Fourier transform; complex values are pairs of numbers. */
  export default class FFT {
    /** `size` is a power of two above 1. */
    constructor(size: number);
    createComplexArray(): number[];
    /** Fills the first half of the spectrum of real values. */
    realTransform(spectrum: number[], values: ArrayLike<number>): void;
    /** Fills the second half, which mirrors the first. */
    completeSpectrum(spectrum: number[]): void;
    /** Includes the division by the size. */
    inverseTransform(values: number[], spectrum: ArrayLike<number>): void;
  }
}
