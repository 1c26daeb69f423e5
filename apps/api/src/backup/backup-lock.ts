import { LockTaken, withSessionLock } from '@beatflow/db';

/** Runs `work` while nobody else makes or restores a backup of this installation. */
export function withBackupLock<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  return withSessionLock(databaseUrl, 'beatflow backup', { mode: 'alone' }, work).catch((err: unknown) => {
    throw err instanceof LockTaken ? new Error('Another backup of this BeatFlow is being made, or restored.') : err;
  });
}
