import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';
import type { ChunkModel } from './chunk.ts';

/** A file in the store that holds many chunks; written once, and never changed. */
@Table({ tableName: 'packs', underscored: true, updatedAt: false })
export class PackModel extends Model<InferAttributes<PackModel>, InferCreationAttributes<PackModel>> {
  /** SHA-256 of the whole pack, its index included. */
  @Column({ type: DataType.CHAR(64), primaryKey: true })
  declare digest: string;

  /** Bytes. */
  @Column({ type: DataType.BIGINT, allowNull: false })
  declare size: number;

  /** Since when no chunk is read from it any more; null while there is one. */
  @Column(DataType.DATE)
  declare retiredAt: CreationOptional<Date | null>;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  declare chunks?: NonAttribute<ChunkModel[]>;
}
