import type { Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';

/** A pack, and how much of it is in use. */
export interface PackUse {
  digest: string;
  size: number;
  chunks: number;
  /** Of its size, how much the chunks take that are read from it. */
  liveBytes: number;
  retiredAt: Date | null;
}

/** Every pack that the database knows, smallest first; those of one size by their names. */
export function listPacks({ sequelize }: Database): Promise<PackUse[]> {
  const sql = `
    SELECT p.digest, p.size, p.retired_at AS "retiredAt",
           count(c.digest)::int AS chunks, coalesce(sum(c.stored_size), 0)::bigint AS "liveBytes"
    FROM packs p LEFT JOIN chunks c ON c.pack_digest = p.digest
    GROUP BY p.digest ORDER BY p.size, p.digest`;
  return sequelize.query<PackUse>(sql, { type: QueryTypes.SELECT });
}

const smallBytes = 16 * 2 ** 20;
/** Fewer small packs than these are left until there are more. */
const manySmall = 8;

/** Which packs are worth writing anew: those that are mostly empty, and small ones when there are many. */
export function choosePacksToRewrite(packs: readonly PackUse[]): PackUse[] {
  const used = packs.filter(({ chunks }) => chunks > 0);
  const sparse = used.filter(({ liveBytes, size }) => liveBytes < size / 2);
  const small = used.filter(({ size }) => size < smallBytes);
  const chosen = new Set([...sparse, ...(small.length >= manySmall ? small : [])]);
  return used.filter((pack) => chosen.has(pack));
}
