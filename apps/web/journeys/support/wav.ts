const SAMPLE_RATE = 48_000;

/** A WAV file with a decaying tone, 16-bit mono: small, and real audio. */
export function createToneWav({ frequency = 220, seconds = 2 } = {}): Buffer {
  const frames = Math.round(seconds * SAMPLE_RATE);
  const wav = Buffer.alloc(44 + frames * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + frames * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(frames * 2, 40);
  for (let frame = 0; frame < frames; frame++) {
    const time = frame / SAMPLE_RATE;
    const value = Math.sin(2 * Math.PI * frequency * time) * Math.exp(-(time % 0.5) * 5) * 0.6;
    wav.writeInt16LE(Math.round(value * 32_767), 44 + frame * 2);
  }
  return wav;
}
