import { formatBytes } from '@beatflow/shared';
import type { Terminal } from './terminal.ts';

const EVERY_MS = 100;
const BAR_WIDTH = 24;

/** How far a transfer is: one line on a terminal that is written over, and nothing anywhere else. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #label: string;
  readonly #startedMs = performance.now();
  #total = 0;
  #done = 0;
  #known = 0;
  #drawnMs = 0;

  constructor(terminal: Terminal, label: string) {
    this.#terminal = terminal;
    this.#label = label;
  }

  /** More bytes have to travel; `known` of them did so before. */
  expect(bytes: number, known = 0): void {
    this.#total += bytes;
    this.#known += known;
    this.#done += known;
  }

  /** Bytes that travelled, or that were found not to have to. */
  advance(bytes: number, how: 'sent' | 'known'): void {
    this.#done += bytes;
    if (how === 'known') this.#known += bytes;
    if (performance.now() - this.#drawnMs >= EVERY_MS) this.#draw();
  }

  /** Clears the line. */
  end(): void {
    if (this.#terminal.showsProgress && this.#drawnMs > 0) this.#terminal.streams.stderr.write('\r\u001b[2K');
  }

  #draw(): void {
    this.#drawnMs = performance.now();
    if (!this.#terminal.showsProgress) return;
    const share = this.#total === 0 ? 1 : Math.min(1, this.#done / this.#total);
    const filled = Math.round(share * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const perSecond = ((this.#done - this.#known) / (this.#drawnMs - this.#startedMs)) * 1000;
    const amounts = `${formatBytes(this.#done)} of ${formatBytes(this.#total)}`;
    const line = `${this.#label} ${bar} ${Math.floor(share * 100)} % · ${amounts} · ${formatBytes(perSecond)}/s`;
    const width = this.#terminal.streams.stderr.columns ?? 80;
    this.#terminal.streams.stderr.write(`\r\u001b[2K${line.slice(0, width - 1)}`);
  }
}
