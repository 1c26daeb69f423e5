import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { UserModel } from './user.ts';

/** A chunk that somebody has sent for a file that is not sealed yet, and where its bytes wait. */
@Table({
  tableName: 'staged_chunks',
  underscored: true,
  updatedAt: false,
  indexes: [
    { name: 'staged_chunks_bundle_digest_idx', fields: ['bundle_digest'] },
    { name: 'staged_chunks_created_at_idx', fields: ['created_at'] },
  ],
})
export class StagedChunkModel extends Model<
  InferAttributes<StagedChunkModel>,
  InferCreationAttributes<StagedChunkModel>
> {
  @Column({ type: DataType.UUID, primaryKey: true })
  declare userId: string;

  /** SHA-256 of its bytes. */
  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare digest: string;

  @Column({ type: DataType.INTEGER, allowNull: false })
  declare size: number;

  /** The file in the store that holds what came in one request. */
  @Column({ type: DataType.CHAR(64), allowNull: false })
  declare bundleDigest: string;

  @Column({ type: DataType.INTEGER, allowNull: false })
  declare bundleOffset: number;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare user?: NonAttribute<UserModel>;
}
