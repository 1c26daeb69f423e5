import { type FileHandle, open } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { s3ErrorName } from './s3-errors.ts';
import type { S3Place } from './s3-place.ts';

const smallestPartBytes = 8 * 2 ** 20;
const mostParts = 10_000;
/** So many parts of a file are in memory, and on their way, at a time. */
const partsAtOnce = 4;

/** Sends a file; it appears under its key when all of it is there, or not at all. */
export async function putFile(place: S3Place, key: string, path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size <= smallestPartBytes) await putWhole(place, key, await readPart(file, 0, size));
    else await putInParts(place, key, file, size);
  } finally {
    await file.close();
  }
}

async function putWhole({ client, bucket: Bucket }: S3Place, Key: string, Body: Uint8Array): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket, Key, Body }));
}

async function putInParts({ client, bucket: Bucket }: S3Place, Key: string, file: FileHandle, size: number) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const upload = { Bucket, Key, UploadId };
  const partBytes = Math.max(smallestPartBytes, Math.ceil(size / mostParts));
  const send = async (at: number): Promise<CompletedPart> => {
    const Body = await readPart(file, at, Math.min(partBytes, size - at));
    const PartNumber = at / partBytes + 1;
    const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  try {
    const Parts = await sendAll(size, partBytes, send);
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  } catch (err) {
    // Completing again what was completed, after an answer that was lost: whether it is there is for the caller to see.
    if (s3ErrorName(err) !== 'NoSuchUpload') {
      await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {
        // The sweep of abandoned uploads finds it.
      });
    }
    throw err;
  }
}

/** Sends all parts, a few at a time; when one fails no other is begun, and those that were are waited for. */
async function sendAll(
  size: number,
  partBytes: number,
  send: (at: number) => Promise<CompletedPart>,
): Promise<CompletedPart[]> {
  const parts: CompletedPart[] = [];
  let at = 0;
  let hasFailed = false;
  const sendOnAndOn = async () => {
    while (at < size && !hasFailed) {
      const start = at;
      at += partBytes;
      try {
        parts.push(await send(start));
      } catch (err) {
        hasFailed = true;
        throw err;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: partsAtOnce }, sendOnAndOn));
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return parts.sort((a, b) => a.PartNumber! - b.PartNumber!);
}

async function readPart(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) throw new Error('The file became shorter while it was sent.');
    filled += bytesRead;
  }
  return bytes;
}
