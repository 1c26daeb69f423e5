import { createNoise, createWav, SAMPLE_RATE, toWav } from '../support/wav.ts';

interface StemOptions {
  /** Hertz; another tone is another sound. */
  tone: number;
  seconds?: number;
  /** Words in a chunk of their own: other bytes, the same sound. */
  note?: string;
}

/** A WAV file as a workstation exports it: 24 bits, stereo, a decaying tone. */
export function makeStem({ tone, seconds = 1, note }: StemOptions): Buffer<ArrayBuffer> {
  const frames = Math.round(seconds * SAMPLE_RATE);
  const samples = Buffer.alloc(frames * 6);
  for (let frame = 0; frame < frames; frame++) {
    const decay = Math.exp((-3 * (frame % (SAMPLE_RATE / 2))) / SAMPLE_RATE);
    const integer = Math.round(Math.sin((2 * Math.PI * tone * frame) / SAMPLE_RATE) * decay * 0.6 * 8_388_607);
    samples.writeIntLE(integer, frame * 6, 3);
    samples.writeIntLE(integer, frame * 6 + 3, 3);
  }
  return createWav({ channels: 2, bytesPerSample: 3 }, samples, note === undefined ? undefined : toNoteChunk(note));
}

function toNoteChunk(note: string): Buffer {
  const text = Buffer.from(note);
  const chunk = Buffer.alloc(8 + text.length + (text.length % 2));
  chunk.write('note', 0);
  chunk.writeUInt32LE(text.length, 4);
  text.copy(chunk, 8);
  return chunk;
}

/** A mono WAV file of 16 bits, as a take is, in which nothing comes twice; `punchIn` is other sound, ten seconds of it. */
export function makeTake({ seconds, seed, punchIn }: { seconds: number; seed: number; punchIn?: number }) {
  const begin = ((seconds - 10) * SAMPLE_RATE) / 2;
  const end = begin + 10 * SAMPLE_RATE;
  const [played, other] = [createNoise(seed), createNoise(punchIn ?? seed)];
  const frames = Int16Array.from({ length: seconds * SAMPLE_RATE }, (_, frame) => {
    const [value, otherValue] = [played(), other()];
    return ((frame >= begin && frame < end ? otherValue : value) >>> 18) - 8192;
  });
  return toWav(frames);
}

/** A WAV file too large to arrive at once: noise, which no cable shortens. */
export function makeLargeStem(megabytes: number, seed = 1): Buffer<ArrayBuffer> {
  const samples = Buffer.alloc(6 * Math.round((megabytes * 1e6) / 6));
  const noise = createNoise(seed);
  for (let at = 0; at + 1 < samples.length; at += 2) samples.writeUInt16LE((noise() >>> 16) & 0x3fff, at);
  return createWav({ channels: 2, bytesPerSample: 3 }, samples);
}
