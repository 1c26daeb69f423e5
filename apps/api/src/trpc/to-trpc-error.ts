import { BeatflowError } from '@beatflow/shared';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { toBeatflowError, toInputError } from '../server/to-beatflow-error.ts';

/** Gives an error the code, and so the HTTP status, of its reason; the error that it was stays as `original`. */
export function toTrpcError(err: unknown): TRPCError {
  const error = toReason(err);
  return new TRPCError({ code: error.code, message: error.message, cause: new Refusal(error, err) });
}

/** What `toTrpcError` carries along: the refusal that people see, and the cause that the log sees. */
export class Refusal extends Error {
  readonly error: BeatflowError;
  readonly original: unknown;

  constructor(error: BeatflowError, original: unknown) {
    super(error.message);
    this.error = error;
    this.original = original;
  }
}

/** What a caller is told of an error that tRPC caught, wherever in tRPC it was caught. */
export function toReason(err: unknown): BeatflowError {
  if (!(err instanceof TRPCError)) return toBeatflowError(err);
  if (err.cause instanceof Refusal) return err.cause.error;
  if (err.cause instanceof BeatflowError) return err.cause;
  if (err.cause instanceof ZodError && err.code === 'BAD_REQUEST') return toInputError(err.cause);
  const refuse = refusalsOfTrpc[err.code];
  return refuse ? refuse(err) : toBeatflowError(err.cause ?? err);
}

/** What tRPC itself refuses, before any of our code runs. */
const refusalsOfTrpc: Partial<Record<TRPCError['code'], (err: TRPCError) => BeatflowError>> = {
  BAD_REQUEST: ({ cause, message }) =>
    cause instanceof SyntaxError ? notJson() : new BeatflowError('input-invalid', {}, message),
  PARSE_ERROR: notJson,
  METHOD_NOT_SUPPORTED: () =>
    new BeatflowError('input-invalid', {}, 'Queries are asked with GET, and changes are made with POST.'),
  UNSUPPORTED_MEDIA_TYPE: () =>
    new BeatflowError('input-invalid', {}, 'Please send JSON, with the content type application/json.'),
  NOT_FOUND: () => new BeatflowError('not-found', {}, 'There is no such procedure.'),
  PAYLOAD_TOO_LARGE: () => new BeatflowError('request-too-large'),
};

function notJson(): BeatflowError {
  return new BeatflowError('input-invalid', {}, 'What was sent is not valid JSON.');
}
