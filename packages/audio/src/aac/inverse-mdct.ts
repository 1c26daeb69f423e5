/**
 * The inverse modified discrete cosine transform of `size` coefficients:
 * y[n] = 1/size · Σ x[k] · cos(π/size · (n + 1/2 + size/2) · (k + 1/2)), for n = 0 … 2·size − 1.
 * Computed as a DCT-IV, which is a complex Fourier transform of half the size between two rotations.
 */
export class InverseMdct {
  readonly #size: number;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  readonly #dct: Float64Array;
  readonly #order: Uint16Array;

  /** `size` is a power of two. */
  constructor(size: number) {
    const half = size / 2;
    this.#size = size;
    this.#cosines = Float64Array.from({ length: half }, (_, i) => Math.cos((Math.PI * (i + 0.125)) / size));
    this.#sines = Float64Array.from({ length: half }, (_, i) => Math.sin((Math.PI * (i + 0.125)) / size));
    this.#real = new Float64Array(half);
    this.#imaginary = new Float64Array(half);
    this.#dct = new Float64Array(size);
    const bits = Math.log2(half);
    this.#order = Uint16Array.from({ length: half }, (_, i) => reverseBits(i, bits));
    this.#fourierCosines = Float64Array.from({ length: half / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / half));
    this.#fourierSines = Float64Array.from({ length: half / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / half));
  }

  readonly #fourierCosines: Float64Array;
  readonly #fourierSines: Float64Array;

  /** Transforms `size` values of `input` from `offset` on; writes 2·size values to the start of `output`. */
  transform(input: Float64Array, offset: number, output: Float64Array): void {
    const size = this.#size;
    const half = size / 2;
    this.#dct4(input, offset);
    const dct = this.#dct;
    // The cosines go on evenly to the left of a DCT-IV and oddly to its right.
    for (let n = 0; n < half; n++) output[n] = dct[n + half]!;
    for (let n = half; n < size + half; n++) output[n] = -dct[size + half - 1 - n]!;
    for (let n = size + half; n < 2 * size; n++) output[n] = -dct[n - size - half]!;
  }

  #dct4(input: Float64Array, offset: number): void {
    const size = this.#size;
    const half = size / 2;
    const [real, imaginary, dct] = [this.#real, this.#imaginary, this.#dct];
    for (let i = 0; i < half; i++) {
      const a = input[offset + 2 * i]!;
      const b = input[offset + size - 1 - 2 * i]!;
      const [c, s] = [this.#cosines[i]!, this.#sines[i]!];
      const at = this.#order[i]!;
      real[at] = a * c + b * s;
      imaginary[at] = b * c - a * s;
    }
    this.#fourier();
    for (let i = 0; i < half; i++) {
      const [a, b, c, s] = [real[i]!, imaginary[i]!, this.#cosines[i]!, this.#sines[i]!];
      dct[2 * i] = (a * c + b * s) / size;
      dct[size - 1 - 2 * i] = (a * s - b * c) / size;
    }
  }

  /** In place, radix 2, over values that are already in bit-reversed order. */
  #fourier(): void {
    const [real, imaginary] = [this.#real, this.#imaginary];
    const length = real.length;
    for (let span = 1; span < length; span *= 2) {
      const stride = length / (2 * span);
      for (let start = 0; start < length; start += 2 * span) {
        for (let k = 0; k < span; k++) {
          const c = this.#fourierCosines[k * stride]!;
          const s = this.#fourierSines[k * stride]!;
          const low = start + k;
          const high = low + span;
          const re = real[high]! * c + imaginary[high]! * s;
          const im = imaginary[high]! * c - real[high]! * s;
          real[high] = real[low]! - re;
          imaginary[high] = imaginary[low]! - im;
          real[low]! += re;
          imaginary[low]! += im;
        }
      }
    }
  }
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0;
  for (let i = 0; i < bits; i++) reversed |= ((value >> i) & 1) << (bits - 1 - i);
  return reversed;
}
