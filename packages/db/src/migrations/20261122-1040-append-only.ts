import type { Migration } from './migration.ts';

/**
 * The append-only guard: what was committed stays as it was committed.
 *
 * A commit's references become NULL only when the row that they named is gone (the foreign keys' SET NULL). A stem
 * comes in the transaction that makes its commit, and goes when its commit goes. docs/decisions/append-only.md.
 */
export const migration: Migration = {
  name: '20261122-1040-append-only',

  async up({ run }) {
    await run(`
      CREATE FUNCTION refuse_commit_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
      DECLARE
        changeable CONSTANT TEXT[] := ARRAY['render_url', 'updated_at', 'parent_commit_id', 'merge_parent_commit_id', 'author_id'];
      BEGIN
        IF to_jsonb(NEW) - changeable IS DISTINCT FROM to_jsonb(OLD) - changeable
          OR (NEW.parent_commit_id IS DISTINCT FROM OLD.parent_commit_id AND (NEW.parent_commit_id IS NOT NULL
            OR EXISTS (SELECT FROM commits WHERE id = OLD.parent_commit_id)))
          OR (NEW.merge_parent_commit_id IS DISTINCT FROM OLD.merge_parent_commit_id AND (NEW.merge_parent_commit_id IS NOT NULL
            OR EXISTS (SELECT FROM commits WHERE id = OLD.merge_parent_commit_id)))
          OR (NEW.author_id IS DISTINCT FROM OLD.author_id AND (NEW.author_id IS NOT NULL
            OR EXISTS (SELECT FROM users WHERE id = OLD.author_id)))
        THEN
          RAISE EXCEPTION 'commit % cannot be changed: history is append-only', OLD.id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'commits_append_only', TABLE = 'commits';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER commits_append_only BEFORE UPDATE ON commits
        FOR EACH ROW EXECUTE FUNCTION refuse_commit_change();

      CREATE FUNCTION refuse_stem_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          IF NOT EXISTS (SELECT FROM commits WHERE id = OLD.commit_id) THEN
            RETURN OLD;
          END IF;
        END IF;
        RAISE EXCEPTION 'stem % cannot be changed: history is append-only', OLD.id
          USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stems_append_only', TABLE = 'stems';
      END $$;
      CREATE TRIGGER stems_append_only BEFORE UPDATE OR DELETE ON stems
        FOR EACH ROW EXECUTE FUNCTION refuse_stem_change();

      CREATE FUNCTION refuse_late_stem() RETURNS TRIGGER LANGUAGE plpgsql AS $$
      DECLARE
        written_by XID;
        ahead BIGINT;
      BEGIN
        SELECT xmin INTO written_by FROM commits WHERE id = NEW.commit_id;
        IF NOT FOUND THEN
          RETURN NEW;
        END IF;
        -- A savepoint writes under its own number, which is higher than its transaction's (modulo 2^32). A row that we
        -- can see while its writer is still in progress was written by ourselves.
        ahead := (written_by::TEXT::BIGINT - pg_current_xact_id()::XID::TEXT::BIGINT + 4294967296) % 4294967296;
        IF ahead < 2147483648
          AND pg_xact_status((pg_current_xact_id()::TEXT::BIGINT + ahead)::TEXT::XID8) = 'in progress' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'commit % is complete and takes no further stem: history is append-only', NEW.commit_id
          USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stems_append_only', TABLE = 'stems';
      END $$;
      CREATE TRIGGER stems_with_commit BEFORE INSERT ON stems
        FOR EACH ROW EXECUTE FUNCTION refuse_late_stem();

      CREATE FUNCTION refuse_branch_move_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
      DECLARE
        changeable CONSTANT TEXT[] := ARRAY['from_commit_id', 'to_commit_id', 'actor_id'];
      BEGIN
        IF to_jsonb(NEW) - changeable IS DISTINCT FROM to_jsonb(OLD) - changeable
          OR (NEW.from_commit_id IS DISTINCT FROM OLD.from_commit_id AND (NEW.from_commit_id IS NOT NULL
            OR EXISTS (SELECT FROM commits WHERE id = OLD.from_commit_id)))
          OR (NEW.to_commit_id IS DISTINCT FROM OLD.to_commit_id AND (NEW.to_commit_id IS NOT NULL
            OR EXISTS (SELECT FROM commits WHERE id = OLD.to_commit_id)))
          OR (NEW.actor_id IS DISTINCT FROM OLD.actor_id AND (NEW.actor_id IS NOT NULL
            OR EXISTS (SELECT FROM users WHERE id = OLD.actor_id)))
        THEN
          RAISE EXCEPTION 'branch move % cannot be changed: history is append-only', OLD.id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'branch_moves_append_only', TABLE = 'branch_moves';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER branch_moves_append_only BEFORE UPDATE ON branch_moves
        FOR EACH ROW EXECUTE FUNCTION refuse_branch_move_change();
    `);
  },

  async down({ run }) {
    await run(`
      DROP TRIGGER branch_moves_append_only ON branch_moves;
      DROP TRIGGER stems_with_commit ON stems;
      DROP TRIGGER stems_append_only ON stems;
      DROP TRIGGER commits_append_only ON commits;
      DROP FUNCTION refuse_branch_move_change(), refuse_late_stem(), refuse_stem_change(), refuse_commit_change();
    `);
  },
};
