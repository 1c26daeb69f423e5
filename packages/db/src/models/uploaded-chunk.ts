import type { InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import type { ChunkModel } from './chunk.ts';
import type { UserModel } from './user.ts';

/** Who brought which chunk in a file of theirs, and so need not send it again. */
@Table({
  tableName: 'uploaded_chunks',
  underscored: true,
  timestamps: false,
  indexes: [{ name: 'uploaded_chunks_user_id_idx', fields: ['user_id'] }],
})
export class UploadedChunkModel extends Model<
  InferAttributes<UploadedChunkModel>,
  InferCreationAttributes<UploadedChunkModel>
> {
  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare chunkDigest: string;

  @Column({ type: DataType.UUID, primaryKey: true })
  declare userId: string;

  declare chunk?: NonAttribute<ChunkModel>;
  declare user?: NonAttribute<UserModel>;
}
