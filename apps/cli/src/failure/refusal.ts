/** The answer of a server that refused: its stable reason, its sentence and its facts. */
export interface Refusal {
  reason: string;
  message: string;
  data: Record<string, unknown>;
}

/** A byte route's refusal. */
export class RefusedError extends Error implements Refusal {
  readonly reason: string;
  readonly data: Record<string, unknown>;

  constructor({ reason, message, data }: Refusal) {
    super(message);
    this.name = 'RefusedError';
    this.reason = reason;
    this.data = data;
  }
}

/** What a server refused for; null when it was no refusal. tRPC's class is told by its shape, so that it need not load. */
export function refusalOf(err: unknown): Refusal | null {
  if (err instanceof RefusedError) return err;
  if (!(err instanceof Error) || err.name !== 'TRPCClientError' || !('data' in err)) return null;
  const { reason, data } = (err.data ?? {}) as { reason?: unknown; data?: unknown };
  if (typeof reason !== 'string') return null;
  return { reason, message: err.message, data: (data ?? {}) as Record<string, unknown> };
}

export function reasonOf(err: unknown): string | null {
  return refusalOf(err)?.reason ?? null;
}
