interface StemOptions {
  /** Hertz; another tone is another sound. */
  tone: number;
  seconds?: number;
  /** Words in a chunk of their own: other bytes, the same sound. */
  note?: string;
}

const rate = 48_000;

/** A WAV file as a workstation exports it: 24 bits, stereo, a decaying tone. */
export function makeStem({ tone, seconds = 1, note }: StemOptions): Buffer<ArrayBuffer> {
  const frames = Math.round(seconds * rate);
  const text = Buffer.from(note ?? '');
  const noteChunk = note === undefined ? Buffer.alloc(0) : Buffer.alloc(8 + text.length + (text.length % 2));
  if (note !== undefined) {
    noteChunk.write('note', 0);
    noteChunk.writeUInt32LE(text.length, 4);
    text.copy(noteChunk, 8);
  }
  const header = Buffer.alloc(36);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + noteChunk.length + frames * 6, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 6, 28);
  header.writeUInt16LE(6, 32);
  header.writeUInt16LE(24, 34);
  const data = Buffer.alloc(8 + frames * 6);
  data.write('data', 0);
  data.writeUInt32LE(frames * 6, 4);
  for (let frame = 0; frame < frames; frame++) {
    const value = Math.sin((2 * Math.PI * tone * frame) / rate) * Math.exp((-3 * (frame % (rate / 2))) / rate) * 0.6;
    const integer = Math.round(value * 8_388_607);
    data.writeIntLE(integer, 8 + frame * 6, 3);
    data.writeIntLE(integer, 11 + frame * 6, 3);
  }
  return Buffer.concat([header, noteChunk, data]);
}

/** A WAV file too large to arrive at once: noise, which no cable shortens. */
export function makeLargeStem(megabytes: number, seed = 1): Buffer<ArrayBuffer> {
  const wav = makeStem({ tone: 1, seconds: (megabytes * 1e6) / (rate * 6) });
  let state = seed;
  for (let at = 44; at + 1 < wav.length; at += 2) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    wav.writeUInt16LE((state >>> 16) & 0x3fff, at);
  }
  return wav;
}
