import type { Migration } from './migration.ts';

/** Songs, and who besides the owner may work on them. */
export const migration: Migration = {
  name: '20261122-1010-repositories',

  async up({ run }) {
    await run(`
      CREATE FUNCTION is_branch_name(name TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS $$
        SELECT name ~ '^[^[:space:][:cntrl:]~^:?*[\\\\]+$'
          AND name !~ '\\.\\.|@\\{|//|^-|^/|[./]$|^@$'
          AND name !~ '(^|/)\\.'
          AND name !~ '\\.lock(/|$)'
      $$;

      CREATE TABLE repositories (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        owner_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        name VARCHAR(255) NOT NULL
          CONSTRAINT repositories_name_check CHECK (name ~ '^[A-Za-z0-9._-]{1,100}$' AND name NOT IN ('.', '..')),
        description TEXT,
        is_public BOOLEAN NOT NULL DEFAULT false,
        genre VARCHAR(100),
        default_branch VARCHAR(255) NOT NULL DEFAULT 'main'
          CONSTRAINT repositories_default_branch_check CHECK (is_branch_name(default_branch)),
        forked_from_id UUID REFERENCES repositories (id) ON DELETE SET NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        updated_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now())
      );
      CREATE UNIQUE INDEX repositories_owner_id_name_key ON repositories (owner_id, lower(name));
      CREATE INDEX repositories_forked_from_id_idx ON repositories (forked_from_id);
      CREATE INDEX repositories_public_updated_at_idx ON repositories (updated_at DESC, id) WHERE is_public = true;
      CREATE INDEX repositories_public_genre_idx ON repositories (lower(genre)) WHERE is_public = true;

      CREATE TABLE collaborators (
        repo_id UUID NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
        user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        role VARCHAR(20) NOT NULL CONSTRAINT collaborators_role_check CHECK (role IN ('reader', 'writer', 'admin')),
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        updated_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        PRIMARY KEY (repo_id, user_id)
      );
      CREATE INDEX collaborators_user_id_idx ON collaborators (user_id);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE collaborators, repositories; DROP FUNCTION is_branch_name(TEXT);');
  },
};
