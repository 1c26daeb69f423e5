import type { AccessTokenModel } from '@beatflow/db';
import type { TokenResponse } from '@beatflow/shared';

export function toToken({ id, name, createdAt, lastUsedAt, expiresAt }: AccessTokenModel): TokenResponse {
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
