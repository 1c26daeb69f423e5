/** What the listener, or the commit, set on one stem. */
export interface ChannelSettings {
  readonly gainDb: number;
  readonly pan: number;
  readonly muted: boolean;
  readonly soloed: boolean;
  /** What a comparison multiplies the stem with, beside the fader: 0 silences it, −1 turns its polarity around. 1 when absent. */
  readonly blend?: number;
}

export const MIN_GAIN_DB = -96;
const MAX_GAIN_DB = 24;

/** At the lowest setting a fader is closed, not merely quiet. */
export function toLinearGain(gainDb: number): number {
  return gainDb <= MIN_GAIN_DB ? 0 : 10 ** (gainDb / 20);
}

export function clampGainDb(gainDb: number): number {
  return Math.min(MAX_GAIN_DB, Math.max(MIN_GAIN_DB, gainDb));
}

export function clampPan(pan: number): number {
  return Math.min(1, Math.max(-1, pan));
}

/** Solo decides as long as anything is soloed, and leaves the mutes as they are for afterwards. */
export function isAudible(channel: ChannelSettings, anySolo: boolean): boolean {
  return anySolo ? channel.soloed : !channel.muted;
}

export function hasSolo(channels: readonly ChannelSettings[]): boolean {
  return channels.some((channel) => channel.soloed);
}

/** The linear gain that each channel plays with. */
export function effectiveGains(channels: readonly ChannelSettings[]): number[] {
  const anySolo = hasSolo(channels);
  return channels.map((channel) =>
    isAudible(channel, anySolo) ? toLinearGain(channel.gainDb) * (channel.blend ?? 1) : 0,
  );
}
