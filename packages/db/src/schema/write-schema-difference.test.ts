import { expect, it } from 'vitest';
import { withClient } from '../migrate/connect.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { inspectSchema } from './inspect-schema.ts';
import { writeSchemaDifference } from './write-schema-difference.ts';

/** A bit of everything that a new version may bring. */
const CHANGES = `
  CREATE FUNCTION is_tag_name(name TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS $$ SELECT name <> '' $$;
  CREATE TABLE labels (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    repo_id UUID NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    "order" INTEGER NOT NULL DEFAULT 0,
    name VARCHAR(255) NOT NULL CHECK (is_tag_name(name)),
    UNIQUE (repo_id, name)
  );
  CREATE INDEX labels_order_idx ON labels ("order" DESC);
  DROP TABLE access_tokens;
  ALTER TABLE users ADD COLUMN display_name VARCHAR(100), DROP CONSTRAINT users_email_check;
  ALTER TABLE repositories DROP COLUMN genre, ALTER COLUMN description SET NOT NULL, ALTER COLUMN default_branch DROP DEFAULT;
  ALTER TABLE stems ALTER COLUMN position TYPE BIGINT, ALTER COLUMN pan SET DEFAULT 0.5;
  ALTER TABLE audio_files DROP CONSTRAINT audio_files_size_check, ADD CONSTRAINT audio_files_size_check CHECK (size > 44);
  DROP INDEX stems_track_id_idx;
  CREATE UNIQUE INDEX stems_track_id_idx ON stems (track_id, id);
  DROP TRIGGER branch_moves_append_only ON branch_moves;
  DROP FUNCTION refuse_branch_move_change();
  CREATE OR REPLACE FUNCTION refuse_late_stem() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
`;

it('leads from any schema to any other, and back', async () => {
  const [old, fresh] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await withClient(fresh.url, (client) => client.query(CHANGES));
  const before = await inspectSchema(old.url);
  const after = await inspectSchema(fresh.url);
  const up = writeSchemaDifference(before, after);
  expect(up.length).toBeGreaterThan(20);

  await withClient(old.url, (client) => client.query(up.join('\n')));
  expect(writeSchemaDifference(await inspectSchema(old.url), after)).toEqual([]);
  await withClient(old.url, (client) => client.query(writeSchemaDifference(after, before).join('\n')));
  expect(writeSchemaDifference(await inspectSchema(old.url), before)).toEqual([]);
  await Promise.all([old.drop(), fresh.drop()]);
});

it('says nothing about the indentation of a function', () => {
  const make = (body: string) => ({ tables: {}, functions: { 'f()': body } });
  expect(writeSchemaDifference(make('BEGIN\n  RETURN 1;\nEND'), make('BEGIN\n      RETURN 1;\n    END'))).toEqual([]);
  expect(writeSchemaDifference(make('RETURN 1'), make('RETURN 2'))).toEqual(['RETURN 2;']);
});
