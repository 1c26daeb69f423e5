import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { CommitModel } from './commit.ts';
import type { RepositoryModel } from './repository.ts';
import type { UserModel } from './user.ts';

/** A name for a commit that never moves. */
@Table({
  tableName: 'tags',
  underscored: true,
  updatedAt: false,
  indexes: [
    { name: 'tags_repo_id_name_key', unique: true, fields: ['repo_id', 'name'] },
    { name: 'tags_repo_id_commit_id_idx', fields: ['repo_id', 'commit_id'] },
    { name: 'tags_author_id_idx', fields: ['author_id'] },
  ],
})
export class TagModel extends Model<InferAttributes<TagModel>, InferCreationAttributes<TagModel>> {
  @Column({ type: DataType.UUID, primaryKey: true, defaultValue: DataType.UUIDV4 })
  declare id: CreationOptional<string>;

  @Column({ type: DataType.UUID, allowNull: false })
  declare repoId: string;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare name: string;

  @Column({ type: DataType.UUID, allowNull: false })
  declare commitId: string;

  @Column(DataType.STRING(500))
  declare message: CreationOptional<string | null>;

  /** Null once the account is gone; `authorName` stays. */
  @Column(DataType.UUID)
  declare authorId: string | null;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare authorName: string;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare repository?: NonAttribute<RepositoryModel>;
  declare commit?: NonAttribute<CommitModel>;
  declare author?: NonAttribute<UserModel | null>;
}
