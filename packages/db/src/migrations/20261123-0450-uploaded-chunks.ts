import type { Migration } from './migration.ts';

/** Who brought which chunk, so that asking for a user’s own costs nothing that depends on what others have. */
export const migration: Migration = {
  name: '20261123-0450-uploaded-chunks',

  async up({ run }) {
    await run(`
      CREATE TABLE uploaded_chunks (
        chunk_digest CHAR(64) NOT NULL REFERENCES chunks (digest) ON DELETE CASCADE,
        user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        PRIMARY KEY (chunk_digest, user_id)
      );
      INSERT INTO uploaded_chunks (chunk_digest, user_id)
        SELECT DISTINCT f.chunk_digest, u.user_id
        FROM audio_file_chunks f JOIN audio_uploads u ON u.audio_digest = f.audio_digest;
      CREATE INDEX uploaded_chunks_user_id_idx ON uploaded_chunks (user_id);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE uploaded_chunks;');
  },
};
