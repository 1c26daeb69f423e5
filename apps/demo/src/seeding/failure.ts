import { TRPCClientError } from '@trpc/client';

/** A byte route's refusal: its stable reason, and its sentence. */
export class RefusedError extends Error {
  readonly reason: string;
  readonly status: number;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
    this.reason = reason;
  }

  static async read(answer: Response): Promise<RefusedError> {
    const body: unknown = await answer.json().catch(() => null);
    const { reason, message } = (body ?? {}) as { reason?: unknown; message?: unknown };
    return new RefusedError(
      answer.status,
      typeof reason === 'string' ? reason : answer.status === 503 ? 'server-busy' : 'internal',
      typeof message === 'string' ? message : `The server answered ${answer.status}.`,
    );
  }
}

/** Something that the demo itself has to say. */
export class DemoError extends Error {}

/** Why the server refused, as its stable reason; null when it was no refusal. */
export function reasonOf(err: unknown): string | null {
  if (err instanceof RefusedError) return err.reason;
  if (!(err instanceof TRPCClientError)) return null;
  const data: unknown = err.data;
  const reason = typeof data === 'object' && data !== null && 'reason' in data ? data.reason : null;
  return typeof reason === 'string' ? reason : null;
}

/** One sentence on what went wrong. */
export function describeFailure(err: unknown): string {
  if (err instanceof DemoError || reasonOf(err) !== null) return (err as Error).message;
  const cause = err instanceof Error && err.cause instanceof Error ? err.cause : err;
  const text = cause instanceof Error ? cause.message : String(cause);
  return `The demo could not be finished: ${text || 'the server did not answer'}.`;
}
