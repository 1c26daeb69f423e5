import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** One counter of attempts. Its columns, and their order, are those that the package rate-limiter-flexible writes. */
@Table({
  tableName: 'rate_limits',
  underscored: true,
  timestamps: false,
  indexes: [{ name: 'rate_limits_expire_idx', fields: ['expire'] }],
})
export class RateLimitModel extends Model<InferAttributes<RateLimitModel>, InferCreationAttributes<RateLimitModel>> {
  @Column({ type: DataType.STRING(255), primaryKey: true })
  declare key: string;

  @Column({ type: DataType.INTEGER, allowNull: false, defaultValue: 0 })
  declare points: CreationOptional<number>;

  /** Milliseconds since 1970; null: never. */
  @Column(DataType.BIGINT)
  declare expire: number | null;
}
