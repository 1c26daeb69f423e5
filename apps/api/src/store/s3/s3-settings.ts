/** Where an S3-compatible store is, and how to enter it. */
export interface S3Settings {
  bucket: string;
  /** What every key begins with: empty, or ending in a slash. */
  prefix: string;
  /** Null for Amazon's own. */
  endpoint: string | null;
  region: string;
  /** Null for what the machine itself may do: AWS_ACCESS_KEY_ID and its like, a profile, a role. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
}

/** Reads `s3://bucket/prefix`; null when it is something else. */
export function parseS3Url(text: string): { bucket: string; prefix: string } | null {
  const [, bucket, path] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([^?#]*))?$/.exec(text) ?? [];
  if (!bucket) return null;
  const names = (path ?? '').split('/').filter(Boolean);
  if (names.some((name) => !/^[\w.@=+-]+$/.test(name))) return null;
  return { bucket, prefix: names.map((name) => `${name}/`).join('') };
}
