import { sha256 } from '@beatflow/shared';
import { z } from 'zod';

const storedObject = z.object({
  digest: sha256,
  size: z.number().int().nonnegative(),
  /** What its bytes are, when they are not what its name says: the store has it damaged. */
  storedAs: sha256.optional(),
});

/** What belongs to one backup. It is written last, and named by its own SHA-256: what has none is no backup. */
export const manifest = z.object({
  format: z.literal('beatflow-backup'),
  version: z.literal(1),
  takenAt: z.iso.datetime(),
  /** Names of the migrations that made the schema. */
  migrations: z.array(z.string()),
  /** Each after those that it refers to; `digest` is that of its rows as they are stored, compressed. */
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int().nonnegative(),
      digest: sha256,
      size: z.number().int().nonnegative(),
    }),
  ),
  packs: z.array(storedObject),
  /** Audio files that are not in packs. */
  originals: z.array(storedObject),
  /** What the database names and the store could not give. */
  lost: z.array(z.object({ part: z.enum(['pack', 'original']), digest: sha256 })),
});

export type Manifest = z.infer<typeof manifest>;

/** What the store gives to a backup, and gets back from it. */
export type AudioEntry = z.infer<typeof storedObject> & { part: 'pack' | 'original' };

/** The audio of a backup, packs first. */
export function listAudio({ packs, originals }: Manifest): AudioEntry[] {
  return [
    ...packs.map((pack) => ({ ...pack, part: 'pack' as const })),
    ...originals.map((original) => ({ ...original, part: 'original' as const })),
  ];
}
