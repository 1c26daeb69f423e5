export interface WavOptions {
  seconds?: number;
  /** Hertz of the tone. */
  tone?: number;
  sampleRate?: number;
  /** Writes a chunk in front of the sound that changes the bytes, not the sound. */
  note?: string;
}

/** A mono 16-bit WAV file with a tone that fades out. */
export function makeWav({
  seconds = 0.5,
  tone = 220,
  sampleRate = 48_000,
  note,
}: WavOptions = {}): Uint8Array<ArrayBuffer> {
  const frames = Math.round(seconds * sampleRate);
  const noteBytes = note === undefined ? new Uint8Array() : chunk('note', new TextEncoder().encode(note));
  const bytes = new Uint8Array(44 + noteBytes.length + frames * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at);
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  bytes.set(noteBytes, 36);
  const data = 36 + noteBytes.length;
  text(data, 'data');
  view.setUint32(data + 4, frames * 2, true);
  for (let i = 0; i < frames; i++) {
    const value = Math.sin((2 * Math.PI * tone * i) / sampleRate) * 0.5 * (1 - i / frames);
    view.setInt16(data + 8 + i * 2, Math.round(value * 32_767), true);
  }
  return bytes;
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + (content.length % 2));
  bytes.set(new TextEncoder().encode(name), 0);
  new DataView(bytes.buffer).setUint32(4, content.length, true);
  bytes.set(content, 8);
  return bytes;
}
