const binsPerLu = 100;
const lowestLufs = -70;
const highestLufs = 130;
const bins = (highestLufs - lowestLufs) * binsPerLu;

/**
 * Integrated loudness over gating blocks (ITU-R BS.1770-5, Annex 1; EBU Tech 3341): an absolute gate at −70 LUFS, then a
 * relative gate 10 LU under the mean of what passed. Blocks are kept as counts and powers in bins of 0.01 LU, so memory does not
 * grow with the length; only the relative gate is rounded to a bin.
 */
export class GatedLoudness {
  readonly #counts = new Float64Array(bins);
  readonly #powers = new Float64Array(bins);

  /** Takes the mean square of one gating block, summed over weighted channels. */
  addBlock(power: number): void {
    const lufs = toLufs(power);
    // Written so that NaN is left out too.
    if (!(lufs >= lowestLufs)) return;
    const bin = Math.min(bins - 1, Math.floor((lufs - lowestLufs) * binsPerLu));
    this.#counts[bin]! += 1;
    this.#powers[bin]! += power;
  }

  /** LUFS, or null when no block is louder than the absolute gate. */
  integratedLufs(): number | null {
    const ungated = this.#meanPower(0);
    if (ungated === null) return null;
    const relativeGate = toLufs(ungated) - 10;
    const firstBin = Math.max(0, Math.floor((relativeGate - lowestLufs) * binsPerLu));
    const gated = this.#meanPower(firstBin);
    return gated === null ? null : toLufs(gated);
  }

  #meanPower(firstBin: number): number | null {
    let count = 0;
    let power = 0;
    for (let bin = firstBin; bin < bins; bin++) {
      count += this.#counts[bin]!;
      power += this.#powers[bin]!;
    }
    return count === 0 ? null : power / count;
  }
}

function toLufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}
