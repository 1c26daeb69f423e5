import type { AudioFormat } from '@beatflow/shared';
import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { AudioUploadModel } from './audio-upload.ts';
import type { StemModel } from './stem.ts';
import type { UserModel } from './user.ts';

/** Immutable bytes, named by their SHA-256, and what was measured in them. */
@Table({
  tableName: 'audio_files',
  underscored: true,
  updatedAt: false,
  indexes: [
    { name: 'audio_files_pcm_digest_idx', fields: ['pcm_digest'] },
    { name: 'audio_files_unmeasured_idx', fields: ['created_at'], where: { is_measured: false } },
  ],
})
export class AudioFileModel extends Model<InferAttributes<AudioFileModel>, InferCreationAttributes<AudioFileModel>> {
  /** SHA-256 of the file, 64 hexadecimal digits in lower case. */
  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare digest: string;

  /** SHA-256 of the decoded PCM: equal for files that sound the same though a header differs. */
  @Column({ type: DataType.CHAR(64), allowNull: false })
  declare pcmDigest: string;

  /** Bytes. */
  @Column({ type: DataType.BIGINT, allowNull: false })
  declare size: number;

  @Column({ type: DataType.STRING(20), allowNull: false })
  declare format: AudioFormat;

  @Column({ type: DataType.STRING(50), allowNull: false })
  declare codec: string;

  /** Hertz. */
  @Column({ type: DataType.INTEGER, allowNull: false })
  declare sampleRate: number;

  @Column({ type: DataType.INTEGER, allowNull: false })
  declare channels: number;

  @Column({ type: DataType.INTEGER, allowNull: false })
  declare bitDepth: number;

  @Column({ type: DataType.STRING(10), allowNull: false })
  declare sampleFormat: 'int' | 'float';

  @Column({ type: DataType.BIGINT, allowNull: false })
  declare frames: number;

  /** Seconds. */
  @Column({ type: DataType.DOUBLE, allowNull: false })
  declare duration: number;

  /** Whether what follows is known already: a file may be named before it is measured. */
  @Column({ type: DataType.BOOLEAN, allowNull: false, defaultValue: true })
  declare isMeasured: CreationOptional<boolean>;

  /** LUFS by ITU-R BS.1770-5; null for silence. */
  @Column(DataType.DOUBLE)
  declare integratedLufs: number | null;

  /** dBTP by ITU-R BS.1770-5; null for silence. */
  @Column(DataType.DOUBLE)
  declare truePeakDbtp: number | null;

  @Column({ type: DataType.BIGINT, allowNull: false })
  declare silenceHeadFrames: number;

  @Column({ type: DataType.BIGINT, allowNull: false })
  declare silenceTailFrames: number;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare stems?: NonAttribute<StemModel[]>;
  declare uploads?: NonAttribute<AudioUploadModel[]>;
  declare uploaders?: NonAttribute<UserModel[]>;
}
