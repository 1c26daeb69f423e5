import type { InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import type { AudioFileModel } from './audio-file.ts';
import type { ChunkModel } from './chunk.ts';

/** Which chunk is where in an audio file. A file has all of its chunks here, or none: then it is kept whole. */
@Table({
  tableName: 'audio_file_chunks',
  underscored: true,
  timestamps: false,
  indexes: [{ name: 'audio_file_chunks_chunk_digest_idx', fields: ['chunk_digest'] }],
})
export class AudioFileChunkModel extends Model<
  InferAttributes<AudioFileChunkModel>,
  InferCreationAttributes<AudioFileChunkModel>
> {
  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare audioDigest: string;

  /** The first byte of the file that is the chunk's. */
  @Column({ type: DataType.BIGINT, primaryKey: true })
  declare startByte: number;

  @Column({ type: DataType.CHAR(64), allowNull: false })
  declare chunkDigest: string;

  declare audioFile?: NonAttribute<AudioFileModel>;
  declare chunk?: NonAttribute<ChunkModel>;
}
