const tonics = ['C', 'C#', 'Db', 'D', 'D#', 'Eb', 'E', 'F', 'F#', 'Gb', 'G', 'G#', 'Ab', 'A', 'A#', 'Bb', 'B'];

/** The keys to choose from, as people write them and as the contract does. */
export const keys = ['', 'm'].flatMap((mode) =>
  tonics.map((tonic) => ({ value: tonic + mode, label: `${tonic} ${mode ? 'minor' : 'major'}` })),
);
