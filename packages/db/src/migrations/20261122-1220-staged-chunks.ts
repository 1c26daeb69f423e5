import type { Migration } from './migration.ts';

/** Chunks that were sent, of files that are not sealed yet: each user's for themselves. */
export const migration: Migration = {
  name: '20261122-1220-staged-chunks',

  async up({ run }) {
    await run(`
      CREATE TABLE staged_chunks (
        user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        digest CHAR(64) NOT NULL CONSTRAINT staged_chunks_digest_check CHECK (digest ~ '^[0-9a-f]{64}$'),
        size INTEGER NOT NULL CONSTRAINT staged_chunks_size_check CHECK (size > 0),
        bundle_digest CHAR(64) NOT NULL
          CONSTRAINT staged_chunks_bundle_digest_check CHECK (bundle_digest ~ '^[0-9a-f]{64}$'),
        bundle_offset INTEGER NOT NULL CONSTRAINT staged_chunks_bundle_offset_check CHECK (bundle_offset >= 0),
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        PRIMARY KEY (user_id, digest)
      );
      CREATE INDEX staged_chunks_bundle_digest_idx ON staged_chunks (bundle_digest);
      CREATE INDEX staged_chunks_created_at_idx ON staged_chunks (created_at);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE staged_chunks;');
  },
};
