import { BeatflowError } from '@beatflow/shared';
import { initTRPC } from '@trpc/server';
import type { Context } from '../access/context.ts';
import { formatError } from './format-error.ts';
import { requirePlainText } from './require-plain-text.ts';
import { toReason, toTrpcError } from './to-trpc-error.ts';

const t = initTRPC.context<Context>().create({ errorFormatter: formatError, isDev: false });

export const router = t.router;

/** Times a procedure, and gives whatever it throws the code of its reason. */
const watchedProcedure = t.procedure.use(async ({ ctx, path, type, next }) => {
  const endTimer = ctx.services.metrics.procedureSeconds.startTimer({ procedure: path, type });
  const result = await next();
  endTimer({ ok: String(result.ok) });
  if (result.ok) return result;
  const refusal = toTrpcError(result.error);
  ctx.services.metrics.refusals.inc({ route: path, reason: toReason(refusal).reason });
  throw refusal;
});

/** Open to everybody; the use-case decides what they may see. */
export const publicProcedure = watchedProcedure.use(async ({ getRawInput, next }) => {
  // What is not JSON is refused where an input is read; a procedure without one takes an empty body.
  requirePlainText(await getRawInput().catch(() => undefined));
  return next();
});

/** Only for who has signed in. */
export const userProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.caller) throw new BeatflowError('sign-in-required');
  return next({ ctx: { ...ctx, caller: ctx.caller } });
});
