import type { Migration } from './migration.ts';

/** Commits, their stems, the branches that name them, and every move of every branch. */
export const migration: Migration = {
  name: '20261122-1030-history',

  async up({ run }) {
    await run(`
      CREATE TABLE commits (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        repo_id UUID NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
        parent_commit_id UUID,
        merge_parent_commit_id UUID,
        author_id UUID REFERENCES users (id) ON DELETE SET NULL,
        author_name VARCHAR(255) NOT NULL,
        message VARCHAR(500) NOT NULL DEFAULT '',
        bpm NUMERIC(6,3) CONSTRAINT commits_bpm_check CHECK (bpm BETWEEN 20 AND 999),
        key_signature VARCHAR(10) CONSTRAINT commits_key_signature_check CHECK (key_signature ~ '^[A-G][#b]?m?$'),
        render_url TEXT,
        generation_params JSONB
          CONSTRAINT commits_generation_params_check CHECK (jsonb_typeof(generation_params) = 'object'),
        digest CHAR(64) NOT NULL CONSTRAINT commits_digest_check CHECK (digest ~ '^[0-9a-f]{64}$'),
        generation INTEGER NOT NULL CONSTRAINT commits_generation_check CHECK (generation >= 0),
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        updated_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        CONSTRAINT commits_parents_check CHECK (
          parent_commit_id <> id AND merge_parent_commit_id <> id AND merge_parent_commit_id <> parent_commit_id
        )
      );
      CREATE UNIQUE INDEX commits_repo_id_id_key ON commits (repo_id, id);
      CREATE UNIQUE INDEX commits_repo_id_digest_key ON commits (repo_id, digest);
      CREATE INDEX commits_repo_id_created_at_idx ON commits (repo_id, created_at DESC, id);
      CREATE INDEX commits_repo_id_parent_commit_id_idx ON commits (repo_id, parent_commit_id);
      CREATE INDEX commits_repo_id_merge_parent_commit_id_idx ON commits (repo_id, merge_parent_commit_id);
      CREATE INDEX commits_author_id_created_at_idx ON commits (author_id, created_at DESC, id);
      ALTER TABLE commits
        ADD CONSTRAINT commits_parent_commit_id_fkey FOREIGN KEY (repo_id, parent_commit_id)
          REFERENCES commits (repo_id, id) ON DELETE SET NULL (parent_commit_id),
        ADD CONSTRAINT commits_merge_parent_commit_id_fkey FOREIGN KEY (repo_id, merge_parent_commit_id)
          REFERENCES commits (repo_id, id) ON DELETE SET NULL (merge_parent_commit_id);

      CREATE TABLE stems (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        commit_id UUID NOT NULL REFERENCES commits (id) ON DELETE CASCADE,
        track_id UUID NOT NULL,
        stem_type VARCHAR(50) NOT NULL
          CONSTRAINT stems_stem_type_check CHECK (stem_type IN ('drums', 'bass', 'vocals', 'melody', 'other')),
        name VARCHAR(255) NOT NULL CONSTRAINT stems_name_check CHECK (name ~ '^[^[:cntrl:]]+$'),
        position INTEGER NOT NULL CONSTRAINT stems_position_check CHECK (position >= 0),
        file_url TEXT NOT NULL CONSTRAINT stems_file_url_check CHECK (file_url <> ''),
        audio_digest CHAR(64) NOT NULL REFERENCES audio_files (digest) ON DELETE RESTRICT,
        duration DOUBLE PRECISION NOT NULL CONSTRAINT stems_duration_check
          CHECK (duration >= 0 AND duration < 'Infinity'),
        file_size BIGINT NOT NULL CONSTRAINT stems_file_size_check CHECK (file_size >= 0),
        gain_db DOUBLE PRECISION NOT NULL DEFAULT 0 CONSTRAINT stems_gain_db_check CHECK (gain_db BETWEEN -96 AND 24),
        pan DOUBLE PRECISION NOT NULL DEFAULT 0 CONSTRAINT stems_pan_check CHECK (pan BETWEEN -1 AND 1),
        muted BOOLEAN NOT NULL DEFAULT false,
        generation_params JSONB
          CONSTRAINT stems_generation_params_check CHECK (jsonb_typeof(generation_params) = 'object'),
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now())
      );
      CREATE UNIQUE INDEX stems_commit_id_name_key ON stems (commit_id, lower(name));
      CREATE UNIQUE INDEX stems_commit_id_track_id_key ON stems (commit_id, track_id);
      CREATE UNIQUE INDEX stems_commit_id_position_key ON stems (commit_id, position);
      CREATE INDEX stems_audio_digest_idx ON stems (audio_digest);
      CREATE INDEX stems_track_id_idx ON stems (track_id);

      CREATE TABLE branches (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        repo_id UUID NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
        name VARCHAR(255) NOT NULL CONSTRAINT branches_name_check CHECK (is_branch_name(name)),
        head_commit_id UUID NOT NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        updated_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        CONSTRAINT branches_head_commit_id_fkey FOREIGN KEY (repo_id, head_commit_id) REFERENCES commits (repo_id, id)
      );
      CREATE UNIQUE INDEX branches_repo_id_name_key ON branches (repo_id, name);
      CREATE INDEX branches_repo_id_head_commit_id_idx ON branches (repo_id, head_commit_id);

      CREATE TABLE branch_moves (
        id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        repo_id UUID NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
        branch_name VARCHAR(255) NOT NULL CONSTRAINT branch_moves_branch_name_check CHECK (is_branch_name(branch_name)),
        from_commit_id UUID,
        to_commit_id UUID,
        actor_id UUID REFERENCES users (id) ON DELETE SET NULL,
        actor_name VARCHAR(255) NOT NULL,
        reason VARCHAR(20) NOT NULL CONSTRAINT branch_moves_reason_check CHECK (
          reason IN ('create', 'push', 'delete', 'reset', 'rename', 'merge', 'revert', 'cherry-pick', 'fork')
        ),
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        CONSTRAINT branch_moves_from_commit_id_fkey FOREIGN KEY (repo_id, from_commit_id)
          REFERENCES commits (repo_id, id) ON DELETE SET NULL (from_commit_id),
        CONSTRAINT branch_moves_to_commit_id_fkey FOREIGN KEY (repo_id, to_commit_id)
          REFERENCES commits (repo_id, id) ON DELETE SET NULL (to_commit_id)
      );
      CREATE INDEX branch_moves_repo_id_branch_name_idx ON branch_moves (repo_id, branch_name, id DESC);
      CREATE INDEX branch_moves_repo_id_from_commit_id_idx ON branch_moves (repo_id, from_commit_id);
      CREATE INDEX branch_moves_repo_id_to_commit_id_idx ON branch_moves (repo_id, to_commit_id);
      CREATE INDEX branch_moves_actor_id_idx ON branch_moves (actor_id);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE branch_moves, branches, stems, commits;');
  },
};
