import type { Migration } from './migration.ts';

/** Audio in chunks: each kept once, in packs. Files that were kept whole before stay so until they are packed. */
export const migration: Migration = {
  name: '20261122-1200-chunks',

  async up({ run }) {
    await run(`
      CREATE TABLE packs (
        digest CHAR(64) PRIMARY KEY CONSTRAINT packs_digest_check CHECK (digest ~ '^[0-9a-f]{64}$'),
        size BIGINT NOT NULL CONSTRAINT packs_size_check CHECK (size > 0),
        retired_at TIMESTAMPTZ,
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now())
      );

      CREATE TABLE chunks (
        digest CHAR(64) PRIMARY KEY CONSTRAINT chunks_digest_check CHECK (digest ~ '^[0-9a-f]{64}$'),
        size INTEGER NOT NULL CONSTRAINT chunks_size_check CHECK (size > 0),
        pack_digest CHAR(64) NOT NULL REFERENCES packs (digest) ON DELETE RESTRICT,
        pack_offset INTEGER NOT NULL CONSTRAINT chunks_pack_offset_check CHECK (pack_offset >= 0),
        stored_size INTEGER NOT NULL CONSTRAINT chunks_stored_size_check CHECK (stored_size > 0),
        encoding VARCHAR(20) NOT NULL,
        version INTEGER NOT NULL CONSTRAINT chunks_version_check CHECK (version > 0),
        damaged_at TIMESTAMPTZ,
        unused_since TIMESTAMPTZ,
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now())
      );
      CREATE INDEX chunks_pack_digest_idx ON chunks (pack_digest);
      CREATE INDEX chunks_unused_since_idx ON chunks (unused_since);

      CREATE TABLE audio_file_chunks (
        audio_digest CHAR(64) NOT NULL REFERENCES audio_files (digest) ON DELETE CASCADE,
        start_byte BIGINT NOT NULL CONSTRAINT audio_file_chunks_start_byte_check CHECK (start_byte >= 0),
        chunk_digest CHAR(64) NOT NULL REFERENCES chunks (digest) ON DELETE RESTRICT,
        PRIMARY KEY (audio_digest, start_byte)
      );
      CREATE INDEX audio_file_chunks_chunk_digest_idx ON audio_file_chunks (chunk_digest);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE audio_file_chunks, chunks, packs;');
  },
};
