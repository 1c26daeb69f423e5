import type { AudioChangeResponse } from '@beatflow/shared';
import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { AudioFileModel } from './audio-file.ts';

/** What happened to the sound between two audio files. */
@Table({
  tableName: 'audio_comparisons',
  underscored: true,
  updatedAt: false,
  indexes: [{ name: 'audio_comparisons_after_digest_idx', fields: ['after_digest'] }],
})
export class AudioComparisonModel extends Model<
  InferAttributes<AudioComparisonModel>,
  InferCreationAttributes<AudioComparisonModel>
> {
  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare beforeDigest: string;

  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare afterDigest: string;

  /** Of the way of comparing: what an older one found is found out again. */
  @Column({ type: DataType.INTEGER, allowNull: false })
  declare version: number;

  @Column({ type: DataType.JSONB, allowNull: false })
  declare change: AudioChangeResponse;

  /** The frames that both files have bit for bit, in order: start in the first, start in the second, and how many. */
  @Column({ type: DataType.JSONB, allowNull: false })
  declare matches: [beforeStart: number, afterStart: number, frames: number][];

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare before?: NonAttribute<AudioFileModel>;
  declare after?: NonAttribute<AudioFileModel>;
}
