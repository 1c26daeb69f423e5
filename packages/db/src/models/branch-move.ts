import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { CommitModel } from './commit.ts';
import type { RepositoryModel } from './repository.ts';
import type { UserModel } from './user.ts';

/** Why a branch moved. */
export type BranchMoveReason =
  | 'create'
  | 'push'
  | 'delete'
  | 'reset'
  | 'rename'
  | 'merge'
  | 'revert'
  | 'cherry-pick'
  | 'restore'
  | 'fork';

/** One move of one branch; kept when the branch itself is gone, so that it can be put back. */
@Table({
  tableName: 'branch_moves',
  underscored: true,
  updatedAt: false,
  indexes: [
    {
      name: 'branch_moves_repo_id_branch_name_idx',
      fields: ['repo_id', 'branch_name', { name: 'id', order: 'DESC' }],
    },
    { name: 'branch_moves_repo_id_from_commit_id_idx', fields: ['repo_id', 'from_commit_id'] },
    { name: 'branch_moves_repo_id_to_commit_id_idx', fields: ['repo_id', 'to_commit_id'] },
    { name: 'branch_moves_actor_id_idx', fields: ['actor_id'] },
  ],
})
export class BranchMoveModel extends Model<InferAttributes<BranchMoveModel>, InferCreationAttributes<BranchMoveModel>> {
  /** Moves are in order of this number, whatever the clocks say. */
  @Column({ type: DataType.BIGINT, primaryKey: true, autoIncrement: true, autoIncrementIdentity: true })
  declare id: CreationOptional<number>;

  @Column({ type: DataType.UUID, allowNull: false })
  declare repoId: string;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare branchName: string;

  /** Null when the branch was made. */
  @Column(DataType.UUID)
  declare fromCommitId: string | null;

  /** Null when the branch was deleted. */
  @Column(DataType.UUID)
  declare toCommitId: string | null;

  @Column(DataType.UUID)
  declare actorId: string | null;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare actorName: string;

  @Column({ type: DataType.STRING(20), allowNull: false })
  declare reason: BranchMoveReason;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare repository?: NonAttribute<RepositoryModel>;
  declare actor?: NonAttribute<UserModel | null>;
  declare fromCommit?: NonAttribute<CommitModel | null>;
  declare toCommit?: NonAttribute<CommitModel | null>;
}
