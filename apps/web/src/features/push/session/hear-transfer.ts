import type { Transfer } from '../../../upload/transfer.ts';
import type { PushState } from './push-state.ts';

/** What the news of a file's transfer changes. The server can tell the sound of every format, also of those not read here. */
export function hearTransfer({ transfers, prints }: PushState, digest: string, transfer: Transfer): Partial<PushState> {
  const change: Partial<PushState> = { transfers: new Map(transfers).set(digest, transfer) };
  if (transfer.phase !== 'done') return change;
  const { pcmDigest, sampleRate, channels, sampleFormat } = transfer.audio;
  const sound = { pcmDigest, sampleRate, channels, sampleFormat };
  const heard = [...prints].map(([id, print]) => [id, print.digest === digest ? { ...print, sound } : print] as const);
  return { ...change, prints: new Map(heard) };
}
