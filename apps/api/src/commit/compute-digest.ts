import { createHash } from 'node:crypto';
import { type CommitContent, formatCommitContent } from '@beatflow/shared';

/** The digest of a commit that has this content. */
export function computeDigest(content: CommitContent): string {
  return createHash('sha256').update(formatCommitContent(content)).digest('hex');
}
