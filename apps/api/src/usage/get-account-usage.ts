import { StagedChunkModel } from '@beatflow/db';
import type { AccountUsageResponse } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { accountUploads, computeUsage } from './compute-usage.ts';

/** How much room all takes that the caller has uploaded. */
export async function getAccountUsage({ services, caller }: UserContext): Promise<AccountUsageResponse> {
  const { userId } = caller;
  const usage = await computeUsage(services.database, accountUploads, userId);
  const waitingBytes = (await StagedChunkModel.sum('size', { where: { userId } })) || 0;
  return { ...usage, quotaBytes: services.config.quotaBytes, waitingBytes };
}
