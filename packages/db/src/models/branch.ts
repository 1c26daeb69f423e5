import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table, UpdatedAt } from 'sequelize-typescript';
import type { CommitModel } from './commit.ts';
import type { RepositoryModel } from './repository.ts';

/** A movable name for a commit. As in Git, capitals matter in it. */
@Table({
  tableName: 'branches',
  underscored: true,
  indexes: [
    { name: 'branches_repo_id_name_key', unique: true, fields: ['repo_id', 'name'] },
    { name: 'branches_repo_id_head_commit_id_idx', fields: ['repo_id', 'head_commit_id'] },
  ],
})
export class BranchModel extends Model<InferAttributes<BranchModel>, InferCreationAttributes<BranchModel>> {
  @Column({ type: DataType.UUID, primaryKey: true, defaultValue: DataType.UUIDV4 })
  declare id: CreationOptional<string>;

  @Column({ type: DataType.UUID, allowNull: false })
  declare repoId: string;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare name: string;

  @Column({ type: DataType.UUID, allowNull: false })
  declare headCommitId: string;

  /** Moved by admins alone, and by merges alone. */
  @Column({ type: DataType.BOOLEAN, allowNull: false, defaultValue: false })
  declare isProtected: CreationOptional<boolean>;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  @UpdatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare updatedAt: CreationOptional<Date>;

  declare repository?: NonAttribute<RepositoryModel>;
  declare headCommit?: NonAttribute<CommitModel>;
}
