import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { inject } from 'vitest';
import { errorCode } from '../../disk.ts';
import { toS3Place } from '../s3-place.ts';
import type { S3Settings } from '../s3-settings.ts';

const programs = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'];

/** Whether this machine has a real S3 server to test with; where it has none, the tests that need it are skipped. */
export const hasS3Server = programs.every(isInstalled);
if (!hasS3Server) {
  console.log('Skipped: tests on S3 need a real server (Debian: apt-get install ceph-mon ceph-osd radosgw).');
}

interface Ready {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  problem?: string;
}

/** How long the server may take to come up, on a machine that is busy. */
export const s3StartMs = 240_000;

/** An empty bucket on a real S3 server, which is started when it is not running yet. */
export async function makeBucket(): Promise<S3Settings & { endpoint: string }> {
  const { endpoint, accessKeyId, secretAccessKey } = await useServer();
  const bucket = `songs-${randomBytes(6).toString('hex')}`;
  const credentials = { accessKeyId, secretAccessKey };
  const settings = { bucket, prefix: 'beat/flow/', endpoint, region: 'us-east-1', credentials };
  await toS3Place(settings, { idleMs: 120_000 }).client.send(new CreateBucketCommand({ Bucket: bucket }));
  return settings;
}

/** The settings of a server process on a bucket. */
export function toEnvironment({ bucket, prefix, endpoint, credentials }: S3Settings): Record<string, string> {
  return {
    AUDIO_STORE: `s3://${bucket}/${prefix}`,
    S3_ENDPOINT: endpoint ?? '',
    S3_ACCESS_KEY_ID: credentials?.accessKeyId ?? '',
    S3_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? '',
  };
}

async function useServer(): Promise<Ready> {
  const { folder, ownerPid } = inject('s3');
  if (await isFirst(folder)) await startGuard(folder, ownerPid);
  for (const until = Date.now() + s3StartMs; Date.now() < until; await sleep(100)) {
    const ready = await readReady(folder);
    if (ready?.problem) throw new Error(`The S3 server could not be started: ${ready.problem}`);
    if (ready) return ready;
  }
  throw new Error('The S3 server did not come up.');
}

async function isFirst(folder: string): Promise<boolean> {
  return mkdir(folder, { mode: 0o700 }).then(
    () => true,
    (err: unknown) => (errorCode(err) === 'EEXIST' ? false : Promise.reject(err)),
  );
}

async function startGuard(folder: string, ownerPid: number): Promise<void> {
  const guard = fileURLToPath(new URL('./ceph-guard.ts', import.meta.url));
  const args = ['--import', import.meta.resolve('tsx'), guard, folder, String(ownerPid)];
  const child = spawn(process.execPath, args, { detached: true, stdio: 'ignore' });
  child.unref();
  await writeFile(join(folder, 'guard.pid'), String(child.pid));
}

async function readReady(folder: string): Promise<Ready | null> {
  try {
    return JSON.parse(await readFile(join(folder, 'ready.json'), 'utf8')) as Ready;
  } catch (err) {
    if (errorCode(err) === 'ENOENT') return null;
    throw err;
  }
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
