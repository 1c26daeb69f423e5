import { S3ServiceException } from '@aws-sdk/client-s3';
import { BeatflowError } from '@beatflow/shared';

const fullNames = new Set(['QuotaExceeded', 'InsufficientStorage', 'InsufficientCapacity', 'XMinioStorageFull']);

/** What the store calls an error: `NoSuchKey`, `SlowDown`. */
export function s3ErrorName(err: unknown): string {
  return err instanceof Error ? err.name : '';
}

/** Tells whether an object, or an upload, is not there. Of a missing bucket this is not said, except by HEAD. */
export function isNotThere(err: unknown): boolean {
  if (!(err instanceof S3ServiceException)) return false;
  return ['NotFound', 'NoSuchKey', 'NoSuchUpload'].includes(err.name);
}

/** Tells whether a condition of ours did not hold: the object is another one now. */
export function hasChanged(err: unknown): boolean {
  return err instanceof S3ServiceException && err.$metadata.httpStatusCode === 412;
}

/** Turns what the store, or the way there, failed with into a reason that callers know. Our own errors stay. */
export function toStoreError(err: unknown): unknown {
  if (err instanceof BeatflowError) return err;
  const status = err instanceof S3ServiceException ? err.$metadata.httpStatusCode : undefined;
  const reason = fullNames.has(s3ErrorName(err)) || status === 507 ? 'storage-full' : 'storage-unavailable';
  return Object.assign(new BeatflowError(reason), { cause: err });
}

/** Runs calls of the store; what they fail with has a reason. */
export async function inStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (err) {
    throw toStoreError(err);
  }
}
