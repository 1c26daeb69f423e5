import {
  accountUsageResponse,
  changePasswordInput,
  createdTokenResponse,
  createTokenInput,
  ownUserResponse,
  page,
  pageInput,
  revokeSessionInput,
  revokeTokenInput,
  sessionResponse,
  signInInput,
  signUpInput,
  tokenResponse,
} from '@beatflow/shared';
import { z } from 'zod';
import { publicProcedure, router, userProcedure } from '../trpc/trpc.ts';
import { getAccountUsage } from '../usage/get-account-usage.ts';
import { changePassword } from './change-password.ts';
import { createToken } from './create-token.ts';
import { findMe } from './find-me.ts';
import { listSessions } from './list-sessions.ts';
import { listTokens } from './list-tokens.ts';
import { revokeSession } from './revoke-session.ts';
import { revokeToken } from './revoke-token.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';
import { signUp } from './sign-up.ts';

const done = z.void();

export const accountRouter = router({
  signUp: publicProcedure
    .input(signUpInput)
    .output(ownUserResponse)
    .mutation(({ ctx, input }) => signUp(ctx, input)),
  signIn: publicProcedure
    .input(signInInput)
    .output(ownUserResponse)
    .mutation(({ ctx, input }) => signIn(ctx, input)),
  usage: userProcedure.output(accountUsageResponse).query(({ ctx }) => getAccountUsage(ctx)),
  signOut: publicProcedure.output(done).mutation(({ ctx }) => signOut(ctx)),
  signOutEverywhere: userProcedure.output(done).mutation(({ ctx }) => signOutEverywhere(ctx)),
  me: publicProcedure.output(ownUserResponse.nullable()).query(({ ctx }) => findMe(ctx)),
  changePassword: userProcedure
    .input(changePasswordInput)
    .output(done)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  listSessions: userProcedure
    .input(pageInput.prefault({}))
    .output(page(sessionResponse))
    .query(({ ctx, input }) => listSessions(ctx, input)),
  revokeSession: userProcedure
    .input(revokeSessionInput)
    .output(done)
    .mutation(({ ctx, input }) => revokeSession(ctx, input)),
  createToken: userProcedure
    .input(createTokenInput)
    .output(createdTokenResponse)
    .mutation(({ ctx, input }) => createToken(ctx, input)),
  listTokens: userProcedure
    .input(pageInput.prefault({}))
    .output(page(tokenResponse))
    .query(({ ctx, input }) => listTokens(ctx, input)),
  revokeToken: userProcedure
    .input(revokeTokenInput)
    .output(done)
    .mutation(({ ctx, input }) => revokeToken(ctx, input)),
});
