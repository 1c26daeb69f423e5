import { type ChannelSettings, clampGainDb, clampPan } from './mixer.ts';
import { type PlayableVersion, trackOf } from './pcm-source.ts';

/** The listener's own settings, per track, on top of what the commit says. They are heard here and stored nowhere. */
export class MixState {
  readonly #changes = new Map<string, Partial<ChannelSettings>>();
  #blend: ReadonlyMap<string, number> = new Map();
  /** One array per version until something changes, so that nobody redraws for nothing. */
  #channels = new WeakMap<PlayableVersion, ChannelSettings[]>();

  get hasChanges(): boolean {
    return this.#changes.size > 0;
  }

  change(track: string, settings: Partial<ChannelSettings>): void {
    const next = { ...this.#changes.get(track), ...settings };
    if (next.gainDb !== undefined) next.gainDb = clampGainDb(next.gainDb);
    if (next.pan !== undefined) next.pan = clampPan(next.pan);
    this.#changes.set(track, next);
    this.#channels = new WeakMap();
  }

  /** Sets what stems are multiplied with, by their ids; stems that are not named play as they are. */
  setBlend(blend: ReadonlyMap<string, number>): void {
    this.#blend = blend;
    this.#channels = new WeakMap();
  }

  reset(): void {
    this.#changes.clear();
    this.#channels = new WeakMap();
  }

  channelsOf(version: PlayableVersion): ChannelSettings[] {
    const known = this.#channels.get(version);
    if (known !== undefined) return known;
    const channels = version.stems.map((stem) => ({
      gainDb: stem.gainDb,
      pan: stem.pan,
      muted: stem.muted,
      soloed: false,
      ...this.#changes.get(trackOf(stem)),
      ...this.#blendOf(stem.id),
    }));
    this.#channels.set(version, channels);
    return channels;
  }

  #blendOf(stem: string): { blend?: number } {
    const blend = this.#blend.get(stem);
    return blend === undefined ? {} : { blend };
  }
}
