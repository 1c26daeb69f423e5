/** A running SHA-256. In Node, `node:crypto` behind this interface is three times as fast as WebAssembly. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** The digest in lower-case hex; the hasher is used up. */
  digest(): string;
}

export type CreateHasher = () => Hasher | Promise<Hasher>;

/** SHA-256 in WebAssembly: works everywhere, also in browsers on plain `http://`, where WebCrypto is missing. */
export async function createWasmHasher(): Promise<Hasher> {
  const { createSHA256 } = await import('hash-wasm');
  const hasher = await createSHA256();
  return {
    update: (bytes) => {
      hasher.update(bytes);
    },
    digest: () => hasher.digest(),
  };
}
