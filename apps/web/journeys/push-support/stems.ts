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

/** A mono WAV file of 16 bits, as a take is, in which nothing comes twice; `punchIn` is other sound, ten seconds of it. */
export function makeTake({ seconds, seed, punchIn }: { seconds: number; seed: number; punchIn?: number }) {
  const frames = seconds * rate;
  const wav = Buffer.alloc(44 + frames * 2);
  makeStem({ tone: 1, seconds: 0 }).copy(wav, 0, 0, 44);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.writeUInt32LE(frames * 2, 40);
  const begin = (frames - 10 * rate) / 2;
  let [state, other] = [seed, punchIn ?? seed];
  for (let frame = 0; frame < frames; frame++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    other = (Math.imul(other, 1_664_525) + 1_013_904_223) >>> 0;
    const isPunched = frame >= begin && frame < begin + 10 * rate;
    wav.writeInt16LE(((isPunched ? other : state) >>> 18) - 8192, 44 + frame * 2);
  }
  return wav;
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
