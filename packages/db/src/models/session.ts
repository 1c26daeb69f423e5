import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { UserModel } from './user.ts';

/** A browser that is signed in; only the hash of its secret is kept. */
@Table({
  tableName: 'sessions',
  underscored: true,
  updatedAt: false,
  indexes: [
    { name: 'sessions_token_hash_key', unique: true, fields: ['token_hash'] },
    { name: 'sessions_user_id_idx', fields: ['user_id'] },
    { name: 'sessions_expires_at_idx', fields: ['expires_at'] },
  ],
})
export class SessionModel extends Model<InferAttributes<SessionModel>, InferCreationAttributes<SessionModel>> {
  @Column({ type: DataType.UUID, primaryKey: true, defaultValue: DataType.UUIDV4 })
  declare id: CreationOptional<string>;

  @Column({ type: DataType.UUID, allowNull: false })
  declare userId: string;

  @Column({ type: DataType.CHAR(64), allowNull: false })
  declare tokenHash: string;

  @Column(DataType.STRING(255))
  declare userAgent: CreationOptional<string | null>;

  @Column(DataType.STRING(255))
  declare address: CreationOptional<string | null>;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  @Column({ type: DataType.DATE, allowNull: false, defaultValue: DataType.NOW })
  declare lastSeenAt: CreationOptional<Date>;

  @Column({ type: DataType.DATE, allowNull: false })
  declare expiresAt: Date;

  declare user?: NonAttribute<UserModel>;
}
