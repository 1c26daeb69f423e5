import type { Migration } from './migration.ts';

/** People, and the secrets (as hashes only) by which they are known again. */
export const migration: Migration = {
  name: '20261122-1000-users',

  async up({ run }) {
    await run(`
      CREATE TABLE users (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        username VARCHAR(255) NOT NULL
          CONSTRAINT users_username_check CHECK (username ~ '^[a-z0-9]([a-z0-9-]{0,37}[a-z0-9])$'),
        email VARCHAR(255) NOT NULL
          CONSTRAINT users_email_check CHECK (email ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
        password_hash VARCHAR(255) NOT NULL,
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        updated_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now())
      );
      CREATE UNIQUE INDEX users_username_key ON users (lower(username));
      CREATE UNIQUE INDEX users_email_key ON users (lower(email));

      CREATE TABLE sessions (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        token_hash CHAR(64) NOT NULL CONSTRAINT sessions_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
        user_agent VARCHAR(255),
        address VARCHAR(255),
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        last_seen_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        expires_at TIMESTAMPTZ NOT NULL
      );
      CREATE UNIQUE INDEX sessions_token_hash_key ON sessions (token_hash);
      CREATE INDEX sessions_user_id_idx ON sessions (user_id);
      CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

      CREATE TABLE access_tokens (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        name VARCHAR(100) NOT NULL CONSTRAINT access_tokens_name_check CHECK (name <> ''),
        token_hash CHAR(64) NOT NULL CONSTRAINT access_tokens_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        last_used_at TIMESTAMPTZ,
        expires_at TIMESTAMPTZ
      );
      CREATE UNIQUE INDEX access_tokens_token_hash_key ON access_tokens (token_hash);
      CREATE INDEX access_tokens_user_id_idx ON access_tokens (user_id);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE access_tokens, sessions, users;');
  },
};
