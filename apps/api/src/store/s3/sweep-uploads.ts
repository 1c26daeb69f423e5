import { AbortMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { isNotThere } from './s3-errors.ts';
import type { S3Place } from './s3-place.ts';

/** Removes the parts of uploads that a process left behind which was killed: they are paid for, and nobody sees them. */
export async function sweepUploads({ client, bucket: Bucket, prefix }: S3Place, begunBefore: Date): Promise<number> {
  let swept = 0;
  let markers: { KeyMarker?: string; UploadIdMarker?: string } = {};
  for (;;) {
    const page = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: prefix, ...markers }));
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (!Key || !Initiated || Initiated > begunBefore) continue;
      try {
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
        swept++;
      } catch (err) {
        if (!isNotThere(err)) throw err;
      }
    }
    if (!page.IsTruncated) return swept;
    markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
  }
}
