import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Logger } from '../../server/logger.ts';
import type { AudioStore } from '../audio-store.ts';
import { describeS3Problem } from './describe-s3-problem.ts';
import { S3AudioStore } from './s3-audio-store.ts';
import { type S3Patience, type S3Place, toS3Place } from './s3-place.ts';
import type { S3Settings } from './s3-settings.ts';
import { sweepUploads } from './sweep-uploads.ts';

const dayMs = 86_400_000;

/**
 * Opens the store in a bucket: looks whether it may be read and written, which fails with one sentence, and sweeps what
 * broken uploads left, now and once a day.
 */
export async function openS3AudioStore(
  settings: S3Settings,
  logger: Logger,
  patience?: Partial<S3Patience>,
): Promise<AudioStore> {
  const place = toS3Place(settings, patience);
  try {
    await tryOut(place);
  } catch (err) {
    throw new Error(describeS3Problem(err, settings), { cause: err });
  }
  const sweep = () =>
    sweepUploads(place, new Date(Date.now() - dayMs)).catch((err: unknown) => {
      // Not every store can list them, and some have rules of their own that remove them.
      logger.warn({ err }, 'broken uploads to the object store could not be swept');
    });
  void sweep();
  setInterval(() => void sweep(), dayMs).unref();
  return new S3AudioStore(place);
}

async function tryOut({ client, bucket: Bucket, prefix }: S3Place): Promise<void> {
  await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 1 }));
  const Key = `${prefix}may-write`;
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'BeatFlow looks whether it may write here.' }));
  await client.send(new DeleteObjectCommand({ Bucket, Key }));
}
