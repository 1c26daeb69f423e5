import type { PrintResult } from './read-print.ts';

export type PrintRequest = { kind: 'read'; id: string; file: Blob } | { kind: 'cancel'; id: string };

export type PrintReply =
  | { kind: 'progress'; id: string; bytes: number }
  | { kind: 'result'; id: string; result: PrintResult };
