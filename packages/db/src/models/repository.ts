import {
  type CreationOptional,
  col,
  fn,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table, UpdatedAt } from 'sequelize-typescript';
import type { BranchModel } from './branch.ts';
import type { BranchMoveModel } from './branch-move.ts';
import type { CollaboratorModel } from './collaborator.ts';
import type { CommitModel } from './commit.ts';
import type { UserModel } from './user.ts';

/** One song or sample pack. */
@Table({
  tableName: 'repositories',
  underscored: true,
  indexes: [
    { name: 'repositories_owner_id_name_key', unique: true, fields: ['owner_id', fn('lower', col('name'))] },
    { name: 'repositories_forked_from_id_idx', fields: ['forked_from_id'] },
    {
      name: 'repositories_public_updated_at_idx',
      fields: [{ name: 'updated_at', order: 'DESC' }, 'id'],
      where: { is_public: true },
    },
    { name: 'repositories_public_genre_idx', fields: [fn('lower', col('genre'))], where: { is_public: true } },
  ],
})
export class RepositoryModel extends Model<InferAttributes<RepositoryModel>, InferCreationAttributes<RepositoryModel>> {
  @Column({ type: DataType.UUID, primaryKey: true, defaultValue: DataType.UUIDV4 })
  declare id: CreationOptional<string>;

  @Column({ type: DataType.UUID, allowNull: false })
  declare ownerId: string;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare name: string;

  @Column(DataType.TEXT)
  declare description: CreationOptional<string | null>;

  @Column({ type: DataType.BOOLEAN, allowNull: false, defaultValue: false })
  declare isPublic: CreationOptional<boolean>;

  @Column(DataType.STRING(100))
  declare genre: CreationOptional<string | null>;

  @Column({ type: DataType.STRING(255), allowNull: false, defaultValue: 'main' })
  declare defaultBranch: CreationOptional<string>;

  @Column(DataType.UUID)
  declare forkedFromId: CreationOptional<string | null>;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  @UpdatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare updatedAt: CreationOptional<Date>;

  declare owner?: NonAttribute<UserModel>;
  declare forkedFrom?: NonAttribute<RepositoryModel | null>;
  declare forks?: NonAttribute<RepositoryModel[]>;
  declare commits?: NonAttribute<CommitModel[]>;
  declare branches?: NonAttribute<BranchModel[]>;
  declare branchMoves?: NonAttribute<BranchMoveModel[]>;
  declare collaborators?: NonAttribute<CollaboratorModel[]>;
  declare members?: NonAttribute<UserModel[]>;
}
