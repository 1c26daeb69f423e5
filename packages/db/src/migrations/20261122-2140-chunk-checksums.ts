import type { Migration } from './migration.ts';

/** A checksum of each chunk as it is stored, so that it can be sent like that without being decoded first. */
export const migration: Migration = {
  name: '20261122-2140-chunk-checksums',

  async up({ run }) {
    await run('ALTER TABLE chunks ADD COLUMN stored_crc32 INTEGER;');
  },

  async down({ run }) {
    await run('ALTER TABLE chunks DROP COLUMN stored_crc32;');
  },
};
