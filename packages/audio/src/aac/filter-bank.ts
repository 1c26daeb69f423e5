import { InverseMdct } from './inverse-mdct.ts';
import { longStart, longStop, packetFrames, shortWindowFrames, type WindowInfo } from './window-info.ts';

const longTransform = new InverseMdct(packetFrames);
const shortTransform = new InverseMdct(shortWindowFrames);

/** Rising slopes by shape: sine, Kaiser-Bessel-derived (ISO/IEC 14496-3, section 4.6.11.3.2). */
const longSlopes = [sineSlope(packetFrames), kaiserBesselSlope(packetFrames, 4)];
const shortSlopes = [sineSlope(shortWindowFrames), kaiserBesselSlope(shortWindowFrames, 6)];

/** Where the short slope lies in a long window, and where the first short window begins. */
const flatFrames = (packetFrames - shortWindowFrames) / 2;

/** Turns the spectra of one channel into sound, packet after packet; each overlaps the one before. */
export class FilterBank {
  readonly #overlap = new Float64Array(packetFrames);
  readonly #window = new Float64Array(2 * packetFrames);
  readonly #shortWindow = new Float64Array(2 * shortWindowFrames);
  #lastShape = 0;

  /** Writes 1024 frames to `out` from `offset` on, full scale being 1. */
  synthesise(spectrum: Float64Array, info: WindowInfo, out: Float32Array, offset: number): void {
    if (info.isShort) this.#transformShort(spectrum, info.shape);
    else this.#transformLong(spectrum, info);
    const [window, overlap] = [this.#window, this.#overlap];
    for (let i = 0; i < packetFrames; i++) {
      out[offset + i] = (window[i]! + overlap[i]!) / 32_768;
      overlap[i] = window[packetFrames + i]!;
    }
    this.#lastShape = info.shape;
  }

  #transformLong(spectrum: Float64Array, info: WindowInfo): void {
    const window = this.#window;
    longTransform.transform(spectrum, 0, window);
    if (info.sequence === longStop) {
      window.fill(0, 0, flatFrames);
      rise(window, flatFrames, shortSlopes[this.#lastShape]!);
    } else rise(window, 0, longSlopes[this.#lastShape]!);
    if (info.sequence === longStart) {
      fall(window, packetFrames + flatFrames, shortSlopes[info.shape]!);
      window.fill(0, 2 * packetFrames - flatFrames);
    } else fall(window, packetFrames, longSlopes[info.shape]!);
  }

  #transformShort(spectrum: Float64Array, shape: number): void {
    this.#window.fill(0);
    const short = this.#shortWindow;
    for (let index = 0; index < 8; index++) {
      shortTransform.transform(spectrum, index * shortWindowFrames, short);
      rise(short, 0, shortSlopes[index === 0 ? this.#lastShape : shape]!);
      fall(short, shortWindowFrames, shortSlopes[shape]!);
      const start = flatFrames + index * shortWindowFrames;
      for (let i = 0; i < short.length; i++) this.#window[start + i]! += short[i]!;
    }
  }
}

function rise(window: Float64Array, start: number, slope: Float64Array): void {
  for (let i = 0; i < slope.length; i++) window[start + i]! *= slope[i]!;
}

function fall(window: Float64Array, start: number, slope: Float64Array): void {
  for (let i = 0; i < slope.length; i++) window[start + i]! *= slope[slope.length - 1 - i]!;
}

function sineSlope(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / (2 * length)));
}

function kaiserBesselSlope(length: number, alpha: number): Float64Array {
  const kaiser = Float64Array.from({ length: length + 1 }, (_, i) =>
    besselI0(Math.PI * alpha * Math.sqrt(1 - ((2 * i) / length - 1) ** 2)),
  );
  const total = kaiser.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  return Float64Array.from({ length }, (_, i) => {
    sum += kaiser[i]!;
    return Math.sqrt(sum / total);
  });
}

function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-15; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
