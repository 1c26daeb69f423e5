import type { TRPCDefaultErrorShape, TRPCError } from '@trpc/server';
import type { Context } from '../access/context.ts';
import { toReason } from './to-trpc-error.ts';

/** What a refusal looks like on the wire: our reason and facts, and no stack, ever. */
export function formatError({ shape, error, ctx }: { shape: TRPCDefaultErrorShape; error: TRPCError; ctx?: Context }) {
  const { reason, data, message } = toReason(error);
  const { code, httpStatus, path } = shape.data;
  return { ...shape, message, data: { code, httpStatus, path, reason, data, requestId: ctx?.request.id ?? null } };
}
