/** One chunk of a RIFF or FORM file. `size` lies about its length when given. */
export interface Chunk {
  name: string;
  body: Uint8Array;
  size?: number;
}

/** Writes chunks one after the other, each padded to an even length. */
export function writeChunks(chunks: readonly Chunk[], littleEndian: boolean): Uint8Array {
  return joinBytes(
    chunks.flatMap(({ name, body, size }) => [
      textBytes(name),
      numberBytes(size ?? body.length, 4, littleEndian),
      body,
      new Uint8Array(body.length % 2),
    ]),
  );
}

export function textBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** An unsigned number of up to 8 bytes. */
export function numberBytes(value: number, length: number, littleEndian: boolean): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, i) => Math.floor(value / 256 ** i) % 256);
  return littleEndian ? bytes : bytes.reverse();
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
