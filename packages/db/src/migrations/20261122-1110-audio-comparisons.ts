import type { Migration } from './migration.ts';

/** What was found out about two audio files: it never changes, and takes seconds to find out. */
export const migration: Migration = {
  name: '20261122-1110-audio-comparisons',

  async up({ run }) {
    await run(`
      CREATE TABLE audio_comparisons (
        before_digest CHAR(64) NOT NULL REFERENCES audio_files (digest) ON DELETE CASCADE,
        after_digest CHAR(64) NOT NULL REFERENCES audio_files (digest) ON DELETE CASCADE,
        version INTEGER NOT NULL CONSTRAINT audio_comparisons_version_check CHECK (version > 0),
        change JSONB NOT NULL,
        matches JSONB NOT NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        PRIMARY KEY (before_digest, after_digest)
      );
      CREATE INDEX audio_comparisons_after_digest_idx ON audio_comparisons (after_digest);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE audio_comparisons;');
  },
};
