import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { AudioFileModel } from './audio-file.ts';
import type { UserModel } from './user.ts';

/** Who brought which audio: what they may name in a commit, and what counts towards their quota. */
@Table({
  tableName: 'audio_uploads',
  underscored: true,
  updatedAt: false,
  indexes: [{ name: 'audio_uploads_audio_digest_idx', fields: ['audio_digest'] }],
})
export class AudioUploadModel extends Model<
  InferAttributes<AudioUploadModel>,
  InferCreationAttributes<AudioUploadModel>
> {
  @Column({ type: DataType.UUID, primaryKey: true })
  declare userId: string;

  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare audioDigest: string;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare user?: NonAttribute<UserModel>;
  declare audioFile?: NonAttribute<AudioFileModel>;
}
