import { S3ServiceException } from '@aws-sdk/client-s3';
import { s3ErrorName } from './s3-errors.ts';
import type { S3Settings } from './s3-settings.ts';

/** Says in one sentence why a bucket cannot be used, and what to change. Never repeats a secret. */
export function describeS3Problem(err: unknown, { bucket, endpoint, region, credentials }: S3Settings): string {
  const where = endpoint ?? `Amazon S3 in ${region}`;
  const keys = credentials
    ? 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY'
    : 'the credentials of this machine (or set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY)';
  switch (s3ErrorName(err)) {
    case 'NoSuchBucket':
      return `There is no bucket “${bucket}” at ${where}: make it, or correct AUDIO_STORE.`;
    case 'InvalidAccessKeyId':
      return `The object store at ${where} does not know the access key: check ${keys}.`;
    case 'SignatureDoesNotMatch':
      return `The object store at ${where} refuses the secret: check ${keys}.`;
    case 'AccessDenied':
      return `The object store at ${where} does not let these credentials read and write in “${bucket}”: check ${keys}.`;
    case 'CredentialsProviderError':
      return `There are no credentials for the object store at ${where}: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.`;
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException':
      return `The bucket “${bucket}” is in another region than ${region}: correct S3_REGION.`;
    case 'RequestTimeTooSkewed':
      return `The clock of this machine and that of the object store at ${where} are too far apart.`;
    default:
      return describeOther(err, where);
  }
}

function describeOther(err: unknown, where: string): string {
  if (err instanceof S3ServiceException) {
    return `The object store at ${where} answers “${err.name}” (${err.$metadata.httpStatusCode ?? 'no status'}): check S3_ENDPOINT, or try again later.`;
  }
  const code = err instanceof Error && 'code' in err && typeof err.code === 'string' ? err.code : s3ErrorName(err);
  return `The object store at ${where} cannot be reached (${code}): check S3_ENDPOINT, and whether it is running.`;
}
