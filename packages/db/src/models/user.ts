import {
  type CreationOptional,
  col,
  fn,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from 'sequelize';
import { Column, CreatedAt, DataType, Model, Table, UpdatedAt } from 'sequelize-typescript';
import type { AccessTokenModel } from './access-token.ts';
import type { AudioFileModel } from './audio-file.ts';
import type { AudioUploadModel } from './audio-upload.ts';
import type { BranchMoveModel } from './branch-move.ts';
import type { CollaboratorModel } from './collaborator.ts';
import type { CommitModel } from './commit.ts';
import type { RepositoryModel } from './repository.ts';
import type { SessionModel } from './session.ts';

/** A person with an account. */
@Table({
  tableName: 'users',
  underscored: true,
  indexes: [
    { name: 'users_username_key', unique: true, fields: [fn('lower', col('username'))] },
    { name: 'users_email_key', unique: true, fields: [fn('lower', col('email'))] },
  ],
})
export class UserModel extends Model<InferAttributes<UserModel>, InferCreationAttributes<UserModel>> {
  @Column({ type: DataType.UUID, primaryKey: true, defaultValue: DataType.UUIDV4 })
  declare id: CreationOptional<string>;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare username: string;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare email: string;

  @Column({ type: DataType.STRING(255), allowNull: false })
  declare passwordHash: string;

  @CreatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare createdAt: CreationOptional<Date>;

  @UpdatedAt
  @Column({ type: DataType.DATE, allowNull: false })
  declare updatedAt: CreationOptional<Date>;

  declare repositories?: NonAttribute<RepositoryModel[]>;
  declare commits?: NonAttribute<CommitModel[]>;
  declare sessions?: NonAttribute<SessionModel[]>;
  declare accessTokens?: NonAttribute<AccessTokenModel[]>;
  declare collaborations?: NonAttribute<CollaboratorModel[]>;
  declare sharedRepositories?: NonAttribute<RepositoryModel[]>;
  declare audioUploads?: NonAttribute<AudioUploadModel[]>;
  declare uploadedAudio?: NonAttribute<AudioFileModel[]>;
  declare branchMoves?: NonAttribute<BranchMoveModel[]>;
}
