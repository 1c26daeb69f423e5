import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { UserModel } from './user.ts';

/** A secret for a program, kept as a hash; revoking it deletes the row, so that no query can forget to look. */
@Table({
  tableName: 'access_tokens',
  underscored: true,
  updatedAt: false,
  indexes: [
    { name: 'access_tokens_token_hash_key', unique: true, fields: ['token_hash'] },
    { name: 'access_tokens_user_id_idx', fields: ['user_id'] },
  ],
})
export class AccessTokenModel extends Model<
  InferAttributes<AccessTokenModel>,
  InferCreationAttributes<AccessTokenModel>
> {
  @Column({ type: DataType.UUID, primaryKey: true, defaultValue: DataType.UUIDV4 })
  declare id: CreationOptional<string>;

  @Column({ type: DataType.UUID, allowNull: false })
  declare userId: string;

  @Column({ type: DataType.STRING(100), allowNull: false })
  declare name: string;

  @Column({ type: DataType.CHAR(64), allowNull: false })
  declare tokenHash: string;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  @Column(DataType.DATE)
  declare lastUsedAt: CreationOptional<Date | null>;

  /** Null: it never expires. */
  @Column(DataType.DATE)
  declare expiresAt: CreationOptional<Date | null>;

  declare user?: NonAttribute<UserModel>;
}
