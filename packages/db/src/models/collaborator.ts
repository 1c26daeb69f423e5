import type { CollaboratorRole } from '@beatflow/shared';
import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table, UpdatedAt } from 'sequelize-typescript';
import type { RepositoryModel } from './repository.ts';
import type { UserModel } from './user.ts';

/** What a user other than the owner may do in a repository. */
@Table({
  tableName: 'collaborators',
  underscored: true,
  indexes: [{ name: 'collaborators_user_id_idx', fields: ['user_id'] }],
})
export class CollaboratorModel extends Model<
  InferAttributes<CollaboratorModel>,
  InferCreationAttributes<CollaboratorModel>
> {
  @Column({ type: DataType.UUID, primaryKey: true })
  declare repoId: string;

  @Column({ type: DataType.UUID, primaryKey: true })
  declare userId: string;

  @Column({ type: DataType.STRING(20), allowNull: false })
  declare role: CollaboratorRole;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  @UpdatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare updatedAt: CreationOptional<Date>;

  declare repository?: NonAttribute<RepositoryModel>;
  declare user?: NonAttribute<UserModel>;
}
