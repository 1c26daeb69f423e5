import type { Migration } from './migration.ts';

/** Audio may be named before its loudness is measured; those few that wait are found by an index of their own. */
export const migration: Migration = {
  name: '20261123-0010-measured-later',

  async up({ run }) {
    await run(`
      ALTER TABLE audio_files ADD COLUMN is_measured BOOLEAN NOT NULL DEFAULT TRUE;
      CREATE INDEX audio_files_unmeasured_idx ON audio_files (created_at) WHERE is_measured = false;
    `);
  },

  async down({ run }) {
    await run(`
      DROP INDEX audio_files_unmeasured_idx;
      ALTER TABLE audio_files DROP COLUMN is_measured;
    `);
  },
};
