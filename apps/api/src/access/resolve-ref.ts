import { BranchModel, CommitModel, TagModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { Op, type Transaction } from 'sequelize';

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
    (await findByBranch(repository.id, ref, transaction)) ??
    (await findByTag(repository.id, ref, transaction)) ??
    (UUID.test(ref) ? await findById(repository.id, ref, transaction) : null) ??
    (DIGEST_PREFIX.test(ref) ? await findByDigest(repository.id, ref, transaction) : null);
  if (!commit) throw new BeatflowError('not-found', { ref }, `There is no branch, tag or version called “${ref}”.`);
  return commit;
}

async function findByBranch(repoId: string, name: string, transaction?: Transaction): Promise<CommitModel | null> {
  const branch = await BranchModel.findOne({ where: { repoId, name }, include: 'headCommit', transaction });
  return branch?.headCommit ?? null;
}

async function findByTag(repoId: string, name: string, transaction?: Transaction): Promise<CommitModel | null> {
  const tag = await TagModel.findOne({ where: { repoId, name }, include: 'commit', transaction });
  return tag?.commit ?? null;
}

function findById(repoId: string, id: string, transaction?: Transaction): Promise<CommitModel | null> {
  return CommitModel.findOne({ where: { repoId, id }, transaction });
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
