import type { BelongsToOptions, Model, ModelStatic } from 'sequelize';
import { AccessTokenModel } from './access-token.ts';
import { AudioComparisonModel } from './audio-comparison.ts';
import { AudioFileModel } from './audio-file.ts';
import { AudioFileChunkModel } from './audio-file-chunk.ts';
import { AudioUploadModel } from './audio-upload.ts';
import { BranchModel } from './branch.ts';
import { BranchMoveModel } from './branch-move.ts';
import { ChunkModel } from './chunk.ts';
import { CollaboratorModel } from './collaborator.ts';
import { CommitModel } from './commit.ts';
import { PackModel } from './pack.ts';
import { RepositoryModel } from './repository.ts';
import { SessionModel } from './session.ts';
import { StagedChunkModel } from './staged-chunk.ts';
import { StemModel } from './stem.ts';
import { TagModel } from './tag.ts';
import { UploadedChunkModel } from './uploaded-chunk.ts';
import { UserModel } from './user.ts';

/**
 * How the tables hang together, every line both ways. In one place, since models that import each other would be a
 * cycle, and since the whole map fits on a page.
 */
export function associateModels(): void {
  oneToMany(UserModel, 'sessions', SessionModel, 'user', 'userId', 'CASCADE');
  oneToMany(UserModel, 'accessTokens', AccessTokenModel, 'user', 'userId', 'CASCADE');

  oneToMany(UserModel, 'repositories', RepositoryModel, 'owner', 'ownerId', 'CASCADE');
  oneToMany(RepositoryModel, 'forks', RepositoryModel, 'forkedFrom', 'forkedFromId', 'SET NULL');
  oneToMany(RepositoryModel, 'collaborators', CollaboratorModel, 'repository', 'repoId', 'CASCADE');
  oneToMany(UserModel, 'collaborations', CollaboratorModel, 'user', 'userId', 'CASCADE');
  manyToMany(UserModel, 'sharedRepositories', 'userId', CollaboratorModel, 'repoId', RepositoryModel, 'members');

  oneToMany(UserModel, 'audioUploads', AudioUploadModel, 'user', 'userId', 'CASCADE');
  oneToMany(AudioFileModel, 'uploads', AudioUploadModel, 'audioFile', 'audioDigest', 'CASCADE');
  manyToMany(UserModel, 'uploadedAudio', 'userId', AudioUploadModel, 'audioDigest', AudioFileModel, 'uploaders');

  oneToMany(UserModel, 'stagedChunks', StagedChunkModel, 'user', 'userId', 'CASCADE');
  oneToMany(PackModel, 'chunks', ChunkModel, 'pack', 'packDigest', 'RESTRICT');
  oneToMany(AudioFileModel, 'chunks', AudioFileChunkModel, 'audioFile', 'audioDigest', 'CASCADE');
  oneToMany(ChunkModel, 'uses', AudioFileChunkModel, 'chunk', 'chunkDigest', 'RESTRICT');
  oneToMany(UserModel, 'uploadedChunks', UploadedChunkModel, 'user', 'userId', 'CASCADE');
  oneToMany(ChunkModel, 'uploads', UploadedChunkModel, 'chunk', 'chunkDigest', 'CASCADE');

  oneToMany(RepositoryModel, 'commits', CommitModel, 'repository', 'repoId', 'CASCADE');
  oneToMany(UserModel, 'commits', CommitModel, 'author', 'authorId', 'SET NULL');
  oneToMany(CommitModel, 'children', CommitModel, 'parent', 'parentCommitId', 'composite');
  oneToMany(CommitModel, 'mergeChildren', CommitModel, 'mergeParent', 'mergeParentCommitId', 'composite');

  oneToMany(CommitModel, 'stems', StemModel, 'commit', 'commitId', 'CASCADE');
  oneToMany(AudioFileModel, 'stems', StemModel, 'audioFile', 'audioDigest', 'RESTRICT');

  oneToMany(RepositoryModel, 'branches', BranchModel, 'repository', 'repoId', 'CASCADE');
  oneToMany(CommitModel, 'branches', BranchModel, 'headCommit', 'headCommitId', 'composite');

  oneToMany(RepositoryModel, 'tags', TagModel, 'repository', 'repoId', 'CASCADE');
  oneToMany(CommitModel, 'tags', TagModel, 'commit', 'commitId', 'composite');
  oneToMany(UserModel, 'tags', TagModel, 'author', 'authorId', 'SET NULL');

  oneToMany(AudioFileModel, 'comparisonsBefore', AudioComparisonModel, 'before', 'beforeDigest', 'CASCADE');
  oneToMany(AudioFileModel, 'comparisonsAfter', AudioComparisonModel, 'after', 'afterDigest', 'CASCADE');

  oneToMany(RepositoryModel, 'branchMoves', BranchMoveModel, 'repository', 'repoId', 'CASCADE');
  oneToMany(UserModel, 'branchMoves', BranchMoveModel, 'actor', 'actorId', 'SET NULL');
  oneToMany(CommitModel, 'movesFrom', BranchMoveModel, 'fromCommit', 'fromCommitId', 'composite');
  oneToMany(CommitModel, 'movesTo', BranchMoveModel, 'toCommit', 'toCommitId', 'composite');
}

/**
 * Declares `one.many` and `many.one` over one foreign key. `composite` keys also hold the repository, which Sequelize
 * cannot say: schema/composite-keys.ts does.
 */
function oneToMany(
  one: ModelStatic<Model>,
  manyName: string,
  many: ModelStatic<Model>,
  oneName: string,
  foreignKey: string,
  onDelete: 'CASCADE' | 'SET NULL' | 'RESTRICT' | 'composite',
): void {
  const options: BelongsToOptions =
    onDelete === 'composite' ? { foreignKey, constraints: false } : { foreignKey, onDelete, onUpdate: 'NO ACTION' };
  one.hasMany(many, { ...options, as: manyName });
  many.belongsTo(one, { ...options, as: oneName });
}

/** Declares the two ends of a join table, whose own two lines above carry the foreign keys. */
function manyToMany(
  left: ModelStatic<Model>,
  rightName: string,
  leftKey: string,
  through: ModelStatic<Model>,
  rightKey: string,
  right: ModelStatic<Model>,
  leftName: string,
): void {
  const options = { through: { model: through, unique: false }, constraints: false };
  left.belongsToMany(right, { ...options, as: rightName, foreignKey: leftKey, otherKey: rightKey });
  right.belongsToMany(left, { ...options, as: leftName, foreignKey: rightKey, otherKey: leftKey });
}
