import type { Migration } from './migration.ts';

/** How often somebody tried something, counted for all instances of the server together. */
export const migration: Migration = {
  name: '20261122-1050-rate-limits',

  async up({ run }) {
    await run(`
      CREATE TABLE rate_limits (
        key VARCHAR(255) PRIMARY KEY,
        points INTEGER NOT NULL DEFAULT 0,
        expire BIGINT
      );
      CREATE INDEX rate_limits_expire_idx ON rate_limits (expire);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE rate_limits;');
  },
};
