import { GatedLoudness } from './gated-loudness.ts';
import { KWeightingFilter } from './k-weighting.ts';

/** Measures integrated loudness while frames go by: 400 ms blocks that begin every 100 ms. */
export class LoudnessMeter {
  readonly #channels: { filter: KWeightingFilter; weight: number; index: number }[];
  readonly #gated = new GatedLoudness();
  readonly #hopFrames: number;
  readonly #hops = [0, 0, 0, 0];
  #hopCount = 0;
  #framesInHop = 0;
  #sumInHop = 0;

  /** `weights` has one number per channel; channels that weigh nothing are not filtered. */
  constructor(sampleRate: number, weights: readonly number[]) {
    this.#hopFrames = Math.round(sampleRate / 10);
    this.#channels = weights
      .map((weight, index) => ({ filter: new KWeightingFilter(sampleRate), weight, index }))
      .filter(({ weight }) => weight > 0);
  }

  /** Takes the frames `start` to `end` of each channel. */
  push(planes: readonly Float32Array[], start: number, end: number): void {
    for (let from = start; from < end; ) {
      const to = Math.min(end, from + this.#hopFrames - this.#framesInHop);
      this.#sumInHop += this.#weightedPower(planes, from, to);
      this.#framesInHop += to - from;
      if (this.#framesInHop === this.#hopFrames) this.#endHop();
      from = to;
    }
  }

  /** LUFS; null for silence and for less than 400 ms of sound, which has no gating block. */
  integratedLufs(): number | null {
    return this.#gated.integratedLufs();
  }

  #weightedPower(planes: readonly Float32Array[], from: number, to: number): number {
    let power = 0;
    const channels = this.#channels;
    for (let i = 0; i + 1 < channels.length; i += 2) {
      const [left, right] = [channels[i]!, channels[i + 1]!];
      power += KWeightingFilter.sumOfPair(
        { filter: left.filter, weight: left.weight, samples: planes[left.index]! },
        { filter: right.filter, weight: right.weight, samples: planes[right.index]! },
        from,
        to,
      );
    }
    if (channels.length % 2 === 1) {
      const { filter, weight, index } = channels.at(-1)!;
      power += weight * filter.sumOfSquares(planes[index]!, from, to);
    }
    return power;
  }

  #endHop(): void {
    this.#hops[this.#hopCount % 4] = this.#sumInHop;
    this.#hopCount += 1;
    this.#sumInHop = 0;
    this.#framesInHop = 0;
    if (this.#hopCount < 4) return;
    const [a, b, c, d] = this.#hops as [number, number, number, number];
    this.#gated.addBlock((a + b + c + d) / (4 * this.#hopFrames));
  }
}
