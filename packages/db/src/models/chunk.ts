import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { AudioFileChunkModel } from './audio-file-chunk.ts';
import type { PackModel } from './pack.ts';

/** A stretch of bytes that audio files are made of, kept once, and where it is. */
@Table({
  tableName: 'chunks',
  underscored: true,
  updatedAt: false,
  indexes: [
    { name: 'chunks_pack_digest_idx', fields: ['pack_digest'] },
    { name: 'chunks_unused_since_idx', fields: ['unused_since'] },
  ],
})
export class ChunkModel extends Model<InferAttributes<ChunkModel>, InferCreationAttributes<ChunkModel>> {
  /** SHA-256 of the bytes themselves, however they are encoded. */
  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare digest: string;

  /** How many bytes it is. */
  @Column({ type: DataType.INTEGER, allowNull: false })
  declare size: number;

  @Column({ type: DataType.CHAR(64), allowNull: false })
  declare packDigest: string;

  /** Where in the pack its encoded bytes begin. */
  @Column({ type: DataType.INTEGER, allowNull: false })
  declare packOffset: number;

  /** How many encoded bytes there are. */
  @Column({ type: DataType.INTEGER, allowNull: false })
  declare storedSize: number;

  @Column({ type: DataType.STRING(20), allowNull: false })
  declare encoding: string;

  /** Of the encoding: a newer one leaves alone what an older one wrote. */
  @Column({ type: DataType.INTEGER, allowNull: false })
  declare version: number;

  /** CRC-32 of its encoded bytes, as a signed number; null of chunks that were packed before it was kept. */
  @Column(DataType.INTEGER)
  declare storedCrc32: CreationOptional<number | null>;

  /** Since when its bytes in the pack are known not to be what they should be; whoever sends it again mends it. */
  @Column(DataType.DATE)
  declare damagedAt: CreationOptional<Date | null>;

  /** Since when no audio file is known to need it. */
  @Column(DataType.DATE)
  declare unusedSince: CreationOptional<Date | null>;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare pack?: NonAttribute<PackModel>;
  declare uses?: NonAttribute<AudioFileChunkModel[]>;
}
