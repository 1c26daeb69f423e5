import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { openS3AudioStore } from '../store/s3/open-s3-audio-store.ts';
import { hasS3Server, makeBucket, s3StartMs, toEnvironment } from '../store/s3/testing/s3-server.ts';
import { createTestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { push } from '../testing/test-sound.ts';
import { makeTestUser } from '../testing/test-user.ts';
import { makeEmptyInstallation } from './testing/restored-app.ts';
import { writeBackup } from './write-backup.ts';

// A real server is started, and programs.
vi.setConfig({ testTimeout: s3StartMs + 240_000 });

describe.skipIf(!hasS3Server)('a bucket as a place of backups', () => {
  test('takes what a folder has, and gives it back to an installation that keeps its audio in another bucket', async () => {
    const backups = await makeBucket();
    const audio = { ...(await makeBucket()), prefix: 'audio/' };
    const app = await createTestApp();
    const empty = await makeEmptyInstallation(toEnvironment(audio));
    try {
      const ana = await makeTestUser(app);
      const repository = await makeTestRepository(ana);
      await push(ana, { repository, stems: { bass: makeWav(60_000) } });
      const store = await openS3AudioStore(backups, app.services.logger);
      const workFolder = join(app.services.config.dataDir, 'backing-up');
      const source = { databaseUrl: app.databaseUrl, store: app.services.store };
      await writeBackup(source, { store, workFolder });
      expect(await writeBackup(source, { store, workFolder })).toMatchObject({ packs: 1, copied: { files: 0 } });

      const place = toEnvironment(backups).AUDIO_STORE as string;
      const verified = await empty.run('backups', place, '--verify');
      expect(verified).toMatchObject({ code: 0, stderr: '' });
      expect(verified.stdout).toMatch(/^Checked 2 backups/);
      expect(await empty.run('restore', place)).toMatchObject({ code: 0, stderr: '' });
      const checked = await empty.run('fsck', '--read-data');
      expect(checked.stdout).toContain('Everything is in order.');
      expect(checked.stdout).toMatch(/^Checked 1 versions with 1 stems/);
    } finally {
      await empty.close();
      await app.close();
    }
  });
});
