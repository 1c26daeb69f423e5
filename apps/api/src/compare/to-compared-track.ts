import type { StemModel } from '@beatflow/db';
import type { TrackChange } from '@beatflow/history';
import { BeatflowError, type ComparedAudio, type ComparedTrack } from '@beatflow/shared';

export function toComparedTrack(
  { trackId, name, change, fields }: TrackChange,
  before: readonly StemModel[],
  after: readonly StemModel[],
): ComparedTrack {
  const pick = (stems: readonly StemModel[]) => stems.find((stem) => stem.trackId === trackId);
  return { trackId, name, change, fields, before: toComparedAudio(pick(before)), after: toComparedAudio(pick(after)) };
}

function toComparedAudio(stem: StemModel | undefined): ComparedAudio | null {
  if (!stem) return null;
  if (!stem.audioFile) throw new BeatflowError('internal');
  const { sampleRate, channels, frames, isMeasured, integratedLufs, truePeakDbtp } = stem.audioFile;
  const { id: stemId, audioDigest, duration } = stem;
  return { stemId, audioDigest, sampleRate, channels, frames, duration, isMeasured, integratedLufs, truePeakDbtp };
}
