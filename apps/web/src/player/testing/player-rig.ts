import type { PlayableStem, PlayableVersion } from '../pcm-source.ts';
import { Player } from '../player.ts';
import { FakeBackend, type FakeOutput, type FakeStrip } from './fake-output.ts';

export function versionOf(
  sources: PlayableStem['source'][],
  overrides: Partial<PlayableVersion> = {},
): PlayableVersion {
  return {
    id: 'version-1',
    group: 'song',
    stems: sources.map((source, index) => ({
      id: `${overrides.id ?? 'version-1'}-stem-${index}`,
      trackId: `track-${index}`,
      name: `Stem ${index}`,
      source,
      gainDb: 0,
      pan: 0,
      muted: false,
    })),
    ...overrides,
  };
}

/** A player on a fake loudspeaker, and the hands to move time with. */
export class PlayerRig {
  readonly backend = new FakeBackend();
  readonly player: Player;
  #tick: (() => void) | null = null;
  peakBytes = 0;

  constructor(options: { budgetBytes?: number } = {}) {
    this.player = new Player({
      backend: this.backend,
      budgetBytes: options.budgetBytes,
      every: (_ms, callback) => {
        this.#tick = callback;
        return () => {
          this.#tick = null;
        };
      },
    });
  }

  get output(): FakeOutput {
    return this.backend.output;
  }

  get strips(): FakeStrip[] {
    return this.output.strips.filter(({ isDisposed }) => !isDisposed);
  }

  /** Lets reads that are under way arrive. */
  async settle(): Promise<void> {
    for (let i = 0; i < 50; i++) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    for (let i = 0; i < 50; i++) await Promise.resolve();
    this.peakBytes = Math.max(this.peakBytes, this.player.heldBytes);
  }

  /** Lets that much sound come out, with the ticks and arrivals that belong to it. */
  async run(seconds: number): Promise<void> {
    const step = Math.round(this.output.sampleRate * 0.05);
    for (let left = Math.round(seconds * this.output.sampleRate); left > 0; left -= step) {
      await this.settle();
      this.output.advance(Math.min(step, left));
      this.#tick?.();
    }
    await this.settle();
  }

  async start(version: PlayableVersion): Promise<void> {
    this.player.load(version);
    this.player.play();
    await this.settle();
    this.#tick?.();
  }

  /** What a strip let out, without the silence around it. */
  heard(strip: FakeStrip): number[] {
    const first = strip.rendered.findIndex((value) => value !== 0);
    return first < 0 ? [] : strip.rendered.slice(first);
  }
}
