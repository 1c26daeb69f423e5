export const SAMPLE_RATE = 48_000;

interface Shape {
  channels: 1 | 2;
  bytesPerSample: 2 | 3;
}

/** A WAV file of integer samples, with another chunk before them if told. */
export function createWav(
  { channels, bytesPerSample }: Shape,
  samples: Buffer,
  extra: Buffer = Buffer.alloc(0),
): Buffer<ArrayBuffer> {
  const frameBytes = channels * bytesPerSample;
  const wav = Buffer.alloc(44 + extra.length + samples.length);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(channels, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * frameBytes, 28);
  wav.writeUInt16LE(frameBytes, 32);
  wav.writeUInt16LE(8 * bytesPerSample, 34);
  extra.copy(wav, 36);
  wav.write('data', 36 + extra.length);
  wav.writeUInt32LE(samples.length, 40 + extra.length);
  samples.copy(wav, 44 + extra.length);
  return wav;
}

/** A 16-bit mono WAV file of exactly these frames. */
export function toWav(frames: Int16Array): Buffer<ArrayBuffer> {
  const samples = Buffer.alloc(frames.length * 2);
  for (const [index, value] of frames.entries()) samples.writeInt16LE(value, index * 2);
  return createWav({ channels: 1, bytesPerSample: 2 }, samples);
}

/** Numbers of 32 bits in which nothing comes twice; another seed gives others. */
export function createNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
}
