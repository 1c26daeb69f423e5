export type PieceRequest =
  | { readonly id: number; readonly url: string }
  | { readonly id: number; readonly abort: true };

export type PieceAnswer =
  | { readonly id: number; readonly planes: Float32Array<ArrayBuffer>[] }
  | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (planes: Float32Array[]) => void;
  readonly reject: (err: Error) => void;
}

/** Reads pieces in a worker, so that decoding never holds up drawing or scheduling. */
export class PieceDecoder {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 0;

  constructor() {
    this.#worker = new Worker(new URL('./piece-decoder.worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<PieceAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('planes' in data) waiting?.resolve(data.planes);
      else waiting?.reject(new Error(data.error));
    });
    this.#worker.addEventListener('error', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The decoder stopped.'));
      this.#waiting.clear();
    });
  }

  read(url: string, signal: AbortSignal): Promise<Float32Array[]> {
    if (signal.aborted) return Promise.reject(new DOMException('Aborted', 'AbortError'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ id, url });
      signal.addEventListener('abort', () => {
        if (!this.#waiting.delete(id)) return;
        this.#post({ id, abort: true });
        reject(new DOMException('Aborted', 'AbortError'));
      });
    });
  }

  dispose(): void {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new DOMException('Aborted', 'AbortError'));
    this.#waiting.clear();
  }

  #post(request: PieceRequest): void {
    this.#worker.postMessage(request);
  }
}

let shared: PieceDecoder | null = null;

/** The one decoder of the page. Asked for ahead of time, it is awake when the first piece is wanted. */
export function sharedPieceDecoder(): PieceDecoder {
  shared ??= new PieceDecoder();
  return shared;
}
