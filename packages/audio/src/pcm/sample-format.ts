import type { AudioFacts } from '@beatflow/shared';

/** What one canonical sample looks like. */
export type SampleShape = Pick<AudioFacts, 'bitDepth' | 'sampleFormat'>;

/** Bytes of one canonical sample. */
export function bytesPerSample({ bitDepth }: SampleShape): number {
  return Math.ceil(bitDepth / 8);
}

/** Bytes of one canonical frame, all channels together. */
export function bytesPerFrame(facts: SampleShape & { channels: number }): number {
  return bytesPerSample(facts) * facts.channels;
}
