import { AccessTokenModel } from './access-token.ts';
import { AudioComparisonModel } from './audio-comparison.ts';
import { AudioFileModel } from './audio-file.ts';
import { AudioFileChunkModel } from './audio-file-chunk.ts';
import { AudioUploadModel } from './audio-upload.ts';
import { BranchModel } from './branch.ts';
import { BranchMoveModel } from './branch-move.ts';
import { ChunkModel } from './chunk.ts';
import { CollaboratorModel } from './collaborator.ts';
import { CommitModel } from './commit.ts';
import { PackModel } from './pack.ts';
import { RateLimitModel } from './rate-limit.ts';
import { RepositoryModel } from './repository.ts';
import { SessionModel } from './session.ts';
import { StagedChunkModel } from './staged-chunk.ts';
import { StemModel } from './stem.ts';
import { TagModel } from './tag.ts';
import { UploadedChunkModel } from './uploaded-chunk.ts';
import { UserModel } from './user.ts';

/** Every model, in no particular order. */
export const models = [
  AccessTokenModel,
  AudioComparisonModel,
  AudioFileChunkModel,
  AudioFileModel,
  AudioUploadModel,
  BranchModel,
  BranchMoveModel,
  ChunkModel,
  CollaboratorModel,
  CommitModel,
  PackModel,
  RateLimitModel,
  RepositoryModel,
  SessionModel,
  StagedChunkModel,
  StemModel,
  TagModel,
  UploadedChunkModel,
  UserModel,
];

export type { BranchMoveReason } from './branch-move.ts';
export {
  AccessTokenModel,
  AudioComparisonModel,
  AudioFileChunkModel,
  AudioFileModel,
  AudioUploadModel,
  BranchModel,
  BranchMoveModel,
  ChunkModel,
  CollaboratorModel,
  CommitModel,
  PackModel,
  RateLimitModel,
  RepositoryModel,
  SessionModel,
  StagedChunkModel,
  StemModel,
  TagModel,
  UploadedChunkModel,
  UserModel,
};
