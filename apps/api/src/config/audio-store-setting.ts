import { resolve } from 'node:path';
import { parseS3Url, type S3Settings } from '../store/s3/s3-settings.ts';
import { setting } from './settings.ts';

/** Where audio is kept. */
export type AudioStoreConfig = { kind: 'folder'; folder: string } | ({ kind: 's3' } & S3Settings);

type Place = { folder: string } | { bucket: string; prefix: string };

export function audioStoreSetting() {
  return setting<Place>('a folder, or a bucket like s3://bucket/prefix', (text) => {
    if (!/^\w{2,}:\/\//.test(text)) return { folder: text };
    return parseS3Url(text) ?? undefined;
  });
}

interface StoreSettings {
  AUDIO_STORE?: Place;
  S3_ENDPOINT?: string;
  S3_REGION: string;
  S3_ACCESS_KEY_ID?: string;
  S3_SECRET_ACCESS_KEY?: string;
}

/** Half of a key opens nothing. */
export function findKeyMistake({ S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret }: StoreSettings): string | null {
  if (Boolean(id) === Boolean(secret)) return null;
  return 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together, but only one of them is there.';
}

/** Puts together where audio is kept; `root` is what a folder is relative to. */
export function toAudioStore(read: StoreSettings, root: string, defaultFolder: string): AudioStoreConfig {
  const { AUDIO_STORE: place, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = read;
  if (!place) return { kind: 'folder', folder: defaultFolder };
  if ('folder' in place) return { kind: 'folder', folder: resolve(root, place.folder) };
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null;
  return { kind: 's3', ...place, endpoint: read.S3_ENDPOINT ?? null, region: read.S3_REGION, credentials };
}
