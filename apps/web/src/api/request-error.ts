import { type ErrorReason, errorReasons, isErrorReason } from '@beatflow/shared';

/** Why a request did not do what it was asked to: `offline` when no server answered. */
export type RequestErrorReason = ErrorReason | 'offline';

interface RequestErrorFacts {
  reason: RequestErrorReason;
  message: string;
  requestId: string | null;
  data: Record<string, unknown>;
}

/** What went wrong with a request to the API, in one shape for tRPC and the byte routes. */
export class RequestError extends Error {
  readonly reason: RequestErrorReason;
  readonly requestId: string | null;
  readonly data: Record<string, unknown>;

  constructor({ reason, message, requestId, data }: RequestErrorFacts, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RequestError';
    this.reason = reason;
    this.requestId = requestId;
    this.data = data;
  }
}

/** Reads whatever a query, a mutation or a fetch threw. */
export function toRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  const carried = isRecord(error) && isRecord(error.data) ? error.data : null;
  if (carried && isErrorReason(carried.reason)) {
    return fromBody({ ...carried, message: error instanceof Error ? error.message : undefined }, error);
  }
  if (isUnreachable(error)) {
    return new RequestError(
      { reason: 'offline', message: 'The server does not answer. Is it running, and are you online?', ...nothing },
      { cause: error },
    );
  }
  return new RequestError(
    { reason: 'internal', message: 'Something went wrong on this page. Please try again.', ...nothing },
    { cause: error },
  );
}

/** Reads the error that a byte route answered with. */
export async function readErrorResponse(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  return toResponseError(response.status, body, response.headers.get('x-request-id'));
}

/** The same from the parts of an answer, for uploads that go through XMLHttpRequest. */
export function toResponseError(status: number, body: unknown, requestId: string | null = null): RequestError {
  if (isRecord(body) && isErrorReason(body.reason)) return fromBody(body, body);
  const reason: RequestErrorReason = status === 502 || status === 503 || status === 504 ? 'server-busy' : 'internal';
  return new RequestError({ reason, message: errorReasons[reason][1], requestId, data: {} });
}

/** Tells whether trying again by itself can help: the network or the server was away for a moment. */
export function isTransient(error: unknown): boolean {
  const { reason } = toRequestError(error);
  return reason === 'offline' || reason === 'server-busy' || reason === 'storage-unavailable';
}

const nothing = { requestId: null, data: {} };

function fromBody(body: Record<string, unknown>, cause: unknown): RequestError {
  const reason = body.reason as ErrorReason;
  return new RequestError(
    {
      reason,
      message: typeof body.message === 'string' && body.message !== '' ? body.message : errorReasons[reason][1],
      requestId: typeof body.requestId === 'string' ? body.requestId : null,
      data: isRecord(body.data) ? body.data : {},
    },
    { cause },
  );
}

function isUnreachable(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof TypeError && /fetch|network|load failed/i.test(at.message)) return true;
  }
  // A proxy whose server is down answers with a page, not with JSON.
  return error instanceof Error && error.name === 'TRPCClientError' && /JSON|Unable to transform/i.test(error.message);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
