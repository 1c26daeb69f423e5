import type { GenerationParams, StemType } from '@beatflow/shared';
import {
  type CreationOptional,
  col,
  fn,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { AudioFileModel } from './audio-file.ts';
import type { CommitModel } from './commit.ts';

/** One audio file in one commit. Written in the transaction that makes the commit, and never again. */
@Table({
  tableName: 'stems',
  underscored: true,
  updatedAt: false,
  indexes: [
    { name: 'stems_commit_id_name_key', unique: true, fields: ['commit_id', fn('lower', col('name'))] },
    { name: 'stems_commit_id_track_id_key', unique: true, fields: ['commit_id', 'track_id'] },
    { name: 'stems_commit_id_position_key', unique: true, fields: ['commit_id', 'position'] },
    { name: 'stems_audio_digest_idx', fields: ['audio_digest'] },
    { name: 'stems_track_id_idx', fields: ['track_id'] },
  ],
})
export class StemModel extends Model<InferAttributes<StemModel>, InferCreationAttributes<StemModel>> {
  @Column({ type: DataType.UUID, primaryKey: true, defaultValue: DataType.UUIDV4 })
  declare id: CreationOptional<string>;

  @Column({ type: DataType.UUID, allowNull: false })
  declare commitId: string;

  /** What the stem is across commits, through renames, forks and merges. */
  @Column({ type: DataType.UUID, allowNull: false })
  declare trackId: string;

  @Column({ type: DataType.STRING(50), allowNull: false })
  declare stemType: StemType;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare name: string;

  @Column({ type: DataType.INTEGER, allowNull: false })
  declare position: number;

  @Column({ type: DataType.TEXT, allowNull: false })
  declare fileUrl: string;

  @Column({ type: DataType.CHAR(64), allowNull: false })
  declare audioDigest: string;

  /** Seconds. */
  @Column({ type: DataType.DOUBLE, allowNull: false })
  declare duration: number;

  /** Bytes. */
  @Column({ type: DataType.BIGINT, allowNull: false })
  declare fileSize: number;

  @Column({ type: DataType.DOUBLE, allowNull: false, defaultValue: 0 })
  declare gainDb: CreationOptional<number>;

  /** −1 is left, +1 is right. */
  @Column({ type: DataType.DOUBLE, allowNull: false, defaultValue: 0 })
  declare pan: CreationOptional<number>;

  @Column({ type: DataType.BOOLEAN, allowNull: false, defaultValue: false })
  declare muted: CreationOptional<boolean>;

  @Column(DataType.JSONB)
  declare generationParams: CreationOptional<GenerationParams | null>;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare commit?: NonAttribute<CommitModel>;
  declare audioFile?: NonAttribute<AudioFileModel>;
}
