import { S3Client } from '@aws-sdk/client-s3';
import type { AudioObject, StorePart } from '../audio-store.ts';
import type { S3Settings } from './s3-settings.ts';

/** A bucket, a place in it, and the way there. */
export interface S3Place {
  client: S3Client;
  bucket: string;
  prefix: string;
}

export interface S3Patience {
  /** How long a connection may take to be made. */
  connectMs: number;
  /** How long nothing may move in a connection. */
  idleMs: number;
  /** How often something is tried before it has failed. */
  attempts: number;
}

// Which Node the next versions of the client want is our concern, and not that of who starts the server.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const defaultPatience: S3Patience = { connectMs: 5000, idleMs: 15_000, attempts: 4 };

/** Makes a client of the store; it connects when it is used. */
export function toS3Place(settings: S3Settings, patience: Partial<S3Patience> = {}): S3Place {
  const { bucket, prefix, endpoint, region, credentials } = settings;
  const { connectMs, idleMs, attempts } = { ...defaultPatience, ...patience };
  const client = new S3Client({
    region,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
    // Bucket names as parts of host names need DNS that a server of one's own seldom has.
    forcePathStyle: true,
    // The checksums that only Amazon knows break other stores. What is sent is signed, and so checked; what comes back is
    // checked by who reads it.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: connectMs, socketTimeout: idleMs },
  });
  return { client, bucket, prefix };
}

/** The key of an object. It is laid out as a folder is, so that copying the files moves a store. */
export function toKey({ prefix }: S3Place, { digest, part }: AudioObject): string {
  // The name becomes a key: nothing but a digest may get this far.
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('An audio object is named by a SHA-256.');
  return `${toPartPrefix(prefix, part)}${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`;
}

/** What the keys of a part begin with. */
export function toPartPrefix(prefix: string, part: StorePart): string {
  return `${prefix}${part}/`;
}
