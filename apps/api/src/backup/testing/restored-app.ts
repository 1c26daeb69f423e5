import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@beatflow/db/testing';
import { openLocalAudioStore } from '../../store/local-audio-store.ts';
import { type AdminResult, runAdmin } from '../../testing/run-admin.ts';
import type { RestoreTarget } from '../restore-backup.ts';

/** An installation that nobody has used yet: an empty folder, and a database without tables. */
export interface EmptyInstallation {
  target: RestoreTarget;
  settings: Record<string, string> & { DATA_DIR: string };
  /** Runs an admin command on it. */
  run(...command: string[]): Promise<AdminResult>;
  close(): Promise<void>;
}

export async function makeEmptyInstallation(more: Record<string, string> = {}): Promise<EmptyInstallation> {
  const folder = await mkdtemp(join(tmpdir(), 'beatflow-restored-'));
  const database: TestDatabase = await createTestDatabase({ isEmpty: true });
  const settings = { DATA_DIR: folder, DATABASE_URL: database.url, ...more };
  const home = await openLocalAudioStore({ folder: join(folder, 'audio') });
  return {
    target: { databaseUrl: database.url, home, workFolder: join(folder, 'restoring') },
    settings,
    run: (...command) => runAdmin(settings, ...command),
    async close() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
