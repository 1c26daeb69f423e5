import { CommitModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { Op, QueryTypes, type Sequelize, type Transaction } from 'sequelize';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DIGEST_PREFIX = /^[0-9a-f]{7,64}$/i;
const MAX_CANDIDATES = 10;

/**
 * Finds the commit that a text names: the branch or the tag of exactly this name, the commit of this id, or the one whose
 * digest begins so. Names come first, so that they cannot be hidden by a commit that happens to look like them.
 */
export async function resolveRef(
  repository: { id: string },
  ref: string,
  transaction?: Transaction,
): Promise<CommitModel> {
  const commit =
    (await findByName(repository.id, ref, transaction)) ??
    (DIGEST_PREFIX.test(ref) ? await findByDigest(repository.id, ref, transaction) : null);
  if (!commit) throw new BeatflowError('not-found', { ref }, `There is no branch, tag or version called “${ref}”.`);
  return commit;
}

/** By the name of a branch, of a tag, or the id: one question for all three, because every page asks it. */
async function findByName(repoId: string, ref: string, transaction?: Transaction): Promise<CommitModel | null> {
  const byId = 'UNION ALL SELECT 3, id FROM commits WHERE repo_id = :repoId AND id = :ref';
  const [commit] = await sequelizeOf(CommitModel).query<CommitModel>(
    `
    SELECT c.* FROM (
      SELECT 1 AS rank, head_commit_id AS id FROM branches WHERE repo_id = :repoId AND name = :ref
      UNION ALL SELECT 2, commit_id FROM tags WHERE repo_id = :repoId AND name = :ref
      ${UUID.test(ref) ? byId : ''}
    ) named JOIN commits c ON c.id = named.id
    ORDER BY named.rank LIMIT 1
    `,
    { model: CommitModel, mapToModel: true, type: QueryTypes.SELECT, replacements: { repoId, ref }, transaction },
  );
  return commit ?? null;
}

function sequelizeOf(model: typeof CommitModel): Sequelize {
  return model.sequelize as Sequelize;
}

async function findByDigest(repoId: string, prefix: string, transaction?: Transaction): Promise<CommitModel | null> {
  const from = prefix.toLowerCase();
  // A range, and not LIKE, so that the index serves it under every collation: "g" follows every hexadecimal digit.
  const found = await CommitModel.findAll({
    where: { repoId, digest: { [Op.gte]: from, [Op.lt]: `${from}g` } },
    order: ['digest'],
    limit: MAX_CANDIDATES,
    transaction,
  });
  if (found.length > 1) {
    const candidates = found.map(({ id, digest, message }) => ({ id, digest, message }));
    throw new BeatflowError('ref-ambiguous', { ref: prefix, candidates });
  }
  return found[0] ?? null;
}
