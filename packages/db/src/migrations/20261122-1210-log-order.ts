import type { Migration } from './migration.ts';

/** The order of the log: a search reads no further than its page. */
export const migration: Migration = {
  name: '20261122-1210-log-order',

  async up({ run }) {
    await run('CREATE INDEX commits_repo_id_generation_digest_idx ON commits (repo_id, generation DESC, digest);');
  },

  async down({ run }) {
    await run('DROP INDEX commits_repo_id_generation_digest_idx;');
  },
};
