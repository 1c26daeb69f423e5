import type { GenerationParams } from '@beatflow/shared';
import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table, UpdatedAt } from 'sequelize-typescript';
import type { BranchModel } from './branch.ts';
import type { BranchMoveModel } from './branch-move.ts';
import type { RepositoryModel } from './repository.ts';
import type { StemModel } from './stem.ts';
import type { UserModel } from './user.ts';

/** An immutable version of a song. The database refuses any change but to `renderUrl` and `updatedAt`. */
@Table({
  tableName: 'commits',
  underscored: true,
  indexes: [
    { name: 'commits_repo_id_id_key', unique: true, fields: ['repo_id', 'id'] },
    { name: 'commits_repo_id_digest_key', unique: true, fields: ['repo_id', 'digest'] },
    {
      name: 'commits_repo_id_generation_digest_idx',
      fields: ['repo_id', { name: 'generation', order: 'DESC' }, 'digest'],
    },
    { name: 'commits_repo_id_created_at_idx', fields: ['repo_id', { name: 'created_at', order: 'DESC' }, 'id'] },
    { name: 'commits_repo_id_parent_commit_id_idx', fields: ['repo_id', 'parent_commit_id'] },
    { name: 'commits_repo_id_merge_parent_commit_id_idx', fields: ['repo_id', 'merge_parent_commit_id'] },
    { name: 'commits_author_id_created_at_idx', fields: ['author_id', { name: 'created_at', order: 'DESC' }, 'id'] },
  ],
})
export class CommitModel extends Model<InferAttributes<CommitModel>, InferCreationAttributes<CommitModel>> {
  @Column({ type: DataType.UUID, primaryKey: true, defaultValue: DataType.UUIDV4 })
  declare id: CreationOptional<string>;

  @Column({ type: DataType.UUID, allowNull: false })
  declare repoId: string;

  @Column(DataType.UUID)
  declare parentCommitId: CreationOptional<string | null>;

  @Column(DataType.UUID)
  declare mergeParentCommitId: CreationOptional<string | null>;

  /** Null once the account is gone; `authorName` stays. */
  @Column(DataType.UUID)
  declare authorId: string | null;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare authorName: string;

  @Column({ type: DataType.STRING(500), allowNull: false, defaultValue: '' })
  declare message: CreationOptional<string>;

  @Column(DataType.DECIMAL(6, 3))
  declare bpm: CreationOptional<number | null>;

  @Column(DataType.STRING(10))
  declare keySignature: CreationOptional<string | null>;

  @Column(DataType.TEXT)
  declare renderUrl: CreationOptional<string | null>;

  @Column(DataType.JSONB)
  declare generationParams: CreationOptional<GenerationParams | null>;

  @Column({ type: DataType.CHAR(64), allowNull: false })
  declare digest: string;

  /** 1 + the highest generation of its parents. */
  @Column({ type: DataType.INTEGER, allowNull: false })
  declare generation: number;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  @UpdatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare updatedAt: CreationOptional<Date>;

  declare repository?: NonAttribute<RepositoryModel>;
  declare author?: NonAttribute<UserModel | null>;
  declare stems?: NonAttribute<StemModel[]>;
  declare parent?: NonAttribute<CommitModel | null>;
  declare children?: NonAttribute<CommitModel[]>;
  declare mergeParent?: NonAttribute<CommitModel | null>;
  declare mergeChildren?: NonAttribute<CommitModel[]>;
  declare branches?: NonAttribute<BranchModel[]>;
  declare movesFrom?: NonAttribute<BranchMoveModel[]>;
  declare movesTo?: NonAttribute<BranchMoveModel[]>;
}
