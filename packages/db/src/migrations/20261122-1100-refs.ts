import type { Migration } from './migration.ts';

/** Tags, protected branches, and the reason of a move that restores an old version. */
export const migration: Migration = {
  name: '20261122-1100-refs',

  async up({ run }) {
    await run(`
      CREATE TABLE tags (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        repo_id UUID NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
        name VARCHAR(255) NOT NULL CONSTRAINT tags_name_check CHECK (is_branch_name(name)),
        commit_id UUID NOT NULL,
        message VARCHAR(500),
        author_id UUID REFERENCES users (id) ON DELETE SET NULL,
        author_name VARCHAR(255) NOT NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        CONSTRAINT tags_commit_id_fkey FOREIGN KEY (repo_id, commit_id) REFERENCES commits (repo_id, id)
      );
      CREATE UNIQUE INDEX tags_repo_id_name_key ON tags (repo_id, name);
      CREATE INDEX tags_repo_id_commit_id_idx ON tags (repo_id, commit_id);
      CREATE INDEX tags_author_id_idx ON tags (author_id);

      ALTER TABLE branches ADD COLUMN is_protected BOOLEAN NOT NULL DEFAULT false;

      ALTER TABLE branch_moves DROP CONSTRAINT branch_moves_reason_check;
      ALTER TABLE branch_moves ADD CONSTRAINT branch_moves_reason_check CHECK (
        reason IN ('create', 'push', 'delete', 'reset', 'rename', 'merge', 'revert', 'cherry-pick', 'restore', 'fork')
      );
    `);
  },

  async down({ run }) {
    await run(`
      -- Moves are append-only; the older schema has no word for this one.
      ALTER TABLE branch_moves DISABLE TRIGGER USER;
      UPDATE branch_moves SET reason = 'push' WHERE reason = 'restore';
      ALTER TABLE branch_moves ENABLE TRIGGER USER;
      ALTER TABLE branch_moves DROP CONSTRAINT branch_moves_reason_check;
      ALTER TABLE branch_moves ADD CONSTRAINT branch_moves_reason_check CHECK (
        reason IN ('create', 'push', 'delete', 'reset', 'rename', 'merge', 'revert', 'cherry-pick', 'fork')
      );
      ALTER TABLE branches DROP COLUMN is_protected;
      DROP TABLE tags;
    `);
  },
};
