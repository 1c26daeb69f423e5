import { inconsistent } from '../audio-error.ts';
import type { OggPage } from './ogg-pages.ts';

/** Cover pictures in comments are the largest packets there are. */
const maxPacketBytes = 16 * 1024 * 1024;

/** Puts packets together that lie across pages. */
export class OggPacketAssembler {
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  /** The packets that end on this page. */
  push(page: OggPage): Uint8Array[] {
    const packets: Uint8Array[] = [];
    if (page.isContinued !== this.#bytes > 0) throw inconsistent('This Ogg file is damaged: a packet is torn.');
    let at = 0;
    for (const length of page.lacing) {
      // A copy, because the page lives in a window that moves on.
      this.#pieces.push(page.body.slice(at, at + length));
      this.#bytes += length;
      if (this.#bytes > maxPacketBytes) throw inconsistent('This Ogg file has a packet of more than 16 MiB.');
      at += length;
      if (length < 255) packets.push(this.#take());
    }
    return packets;
  }

  #take(): Uint8Array {
    const packet = new Uint8Array(this.#bytes);
    let at = 0;
    for (const piece of this.#pieces) {
      packet.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#bytes = 0;
    return packet;
  }
}
