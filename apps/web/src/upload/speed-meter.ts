/** Seconds after which a measurement has lost about two thirds of its weight. */
const memorySeconds = 3;
/** Before so much time has passed, a speed says more about buffers than about the line. */
const warmUpMs = 400;

/** Smooths the speed of a transfer, so that the figure can be read and the time left does not jump. */
export class SpeedMeter {
  #startMs: number;
  #lastMs: number;
  #lastBytes: number;
  #bytesPerSecond: number | null = null;

  constructor(bytes: number, nowMs: number) {
    this.#startMs = nowMs;
    this.#lastMs = nowMs;
    this.#lastBytes = bytes;
  }

  add(bytes: number, nowMs: number): void {
    const seconds = (nowMs - this.#lastMs) / 1000;
    if (seconds < 0.05) return;
    const current = Math.max(0, bytes - this.#lastBytes) / seconds;
    const weight = 1 - Math.exp(-seconds / memorySeconds);
    this.#bytesPerSecond =
      this.#bytesPerSecond === null ? current : this.#bytesPerSecond + weight * (current - this.#bytesPerSecond);
    this.#lastMs = nowMs;
    this.#lastBytes = bytes;
  }

  /** Bytes per second; null while too little is known. */
  get bytesPerSecond(): number | null {
    return this.#lastMs - this.#startMs < warmUpMs ? null : this.#bytesPerSecond;
  }

  secondsLeft(remainingBytes: number): number | null {
    const speed = this.bytesPerSecond;
    return speed === null || speed <= 0 ? null : remainingBytes / speed;
  }
}
