import { MIN_GAIN_DB } from '../../../player/mixer.ts';

/** The fader's top, and how many decibels a tenfold of its way is: fine near 0 dB, quick towards silence. */
const TOP_DB = 6;
const DECADE_DB = 50;
const CLOSED = 0.005;

/** Where a fader from 0 to 1 stands for a gain. */
export function toFader(gainDb: number): number {
  return gainDb <= MIN_GAIN_DB ? 0 : Math.min(1, 10 ** ((gainDb - TOP_DB) / DECADE_DB));
}

/** The gain of a fader's place; at the bottom it is closed. */
export function fromFader(place: number): number {
  if (place < CLOSED) return MIN_GAIN_DB;
  // Plus 0: never −0.
  return Math.round((TOP_DB + DECADE_DB * Math.log10(place)) * 10) / 10 + 0;
}

export function formatGain(gainDb: number): string {
  if (gainDb <= MIN_GAIN_DB) return '−∞ dB';
  const rounded = Math.round(gainDb * 10) / 10;
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${Math.abs(rounded).toFixed(1)} dB`;
}

export function formatPan(pan: number): string {
  const percent = Math.round(Math.abs(pan) * 100);
  if (percent === 0) return 'centre';
  return `${percent} % ${pan < 0 ? 'left' : 'right'}`;
}
