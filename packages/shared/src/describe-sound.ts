import type { AudioChangeResponse, FrameRange } from './compare.ts';

/** More places than these are counted, not named. */
const MAX_REGIONS = 3;

/** Says in a few words what happened to a sound; `sampleRate` is that of the later file, in which regions are counted. */
export function describeSound(change: AudioChangeResponse, sampleRate: number): string {
  return describeParts(change, sampleRate).join(', ');
}

/** Writes decibels with a proper minus sign and one digit: `−2.0 dB`. */
export function formatDb(gainDb: number): string {
  const digits = Math.abs(gainDb).toFixed(1);
  const sign = gainDb < 0 ? '−' : '+';
  return `${digits === '0.0' ? '±' : sign}${digits} dB`;
}

function describeParts(change: AudioChangeResponse, sampleRate: number): string[] {
  const { kind, gainDb, isInverted, shiftFrames = 0, regions = [] } = change;
  const level = [...(gainDb === undefined ? [] : [formatDb(gainDb)]), ...(isInverted ? ['polarity inverted'] : [])];
  switch (kind) {
    case 'same':
      return ['same sound in another file'];
    case 're-recorded':
      return ['re-recorded'];
    case 'shift':
      return [`${formatShift(Math.abs(shiftFrames), sampleRate)} ${shiftFrames < 0 ? 'earlier' : 'later'}`, ...level];
    case 'regions':
      return [describeRegions(regions, sampleRate), ...level];
    case 'gain':
    case 'polarity':
      return level;
  }
}

function describeRegions(regions: readonly FrameRange[], sampleRate: number): string {
  if (regions.length > MAX_REGIONS) return `${regions.length} places edited`;
  const cuts = regions.filter(({ startFrame, endFrame }) => startFrame === endFrame);
  const edits = regions.filter(({ startFrame, endFrame }) => startFrame < endFrame);
  return [
    ...(edits.length > 0 ? [`${edits.map((edit) => formatRange(edit, sampleRate)).join(' and ')} edited`] : []),
    ...(cuts.length > 0
      ? [`cut at ${cuts.map(({ startFrame }) => formatTime(Math.floor(startFrame / sampleRate))).join(' and ')}`]
      : []),
  ].join(', ');
}

/** From the second in which it begins to the one before which it ends. */
function formatRange({ startFrame, endFrame }: FrameRange, sampleRate: number): string {
  const from = Math.floor(startFrame / sampleRate);
  const to = Math.ceil(endFrame / sampleRate);
  return `${formatTime(from)}–${formatTime(to)}`;
}

function formatShift(frames: number, sampleRate: number): string {
  const seconds = frames / sampleRate;
  return seconds < 1 ? `${(seconds * 1000).toFixed(1)} ms` : `${seconds.toFixed(2)} s`;
}

function formatTime(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
