const fieldWords: Record<string, string> = {
  audioDigest: 'the recording',
  name: 'the name',
  stemType: 'the type',
  gainDb: 'the fader',
  pan: 'the pan',
  muted: 'the mute',
  generationParams: 'the generation parameters',
  position: 'the place among the tracks',
  track: 'whether it stays',
  bpm: 'the tempo',
  keySignature: 'the key',
};

/** A field of a track or a version in plain words, as “the fader”; what is unknown is called by its own name. */
export function describeField(field: string): string {
  return fieldWords[field] ?? field;
}
