import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { findBinaries } from './binaries.ts';
import { createCluster, ROLE } from './create-cluster.ts';
import { installBinaries } from './install-binaries.ts';
import { resolveLocations } from './locations.ts';
import { ensurePassword } from './password.ts';
import type { Installation } from './run-program.ts';

/** A cluster on disk, and what it takes to run it. */
export interface Cluster extends Installation {
  clusterDir: string;
  password: string;
  passwordFile: string;
}

export interface OpenClusterOptions {
  dataDir: string;
  isDisposable?: boolean;
}

/** Finds the cluster of a data folder, or makes it. */
export async function openCluster({ dataDir, isDisposable }: OpenClusterOptions): Promise<Cluster> {
  const binaries = findBinaries();
  const { passwordFile, clusterDir, account } = await resolveLocations(dataDir);
  const installation: Installation = { root: await installBinaries(binaries, account), account };
  const password = await ensurePassword(passwordFile);
  const existing = await stat(clusterDir).catch(() => null);
  if (!existing) {
    await createCluster(installation, { clusterDir, password, isDisposable });
  } else if (account && existing.uid === 0) {
    // Root copied or restored the folder and so became its owner.
    spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, clusterDir], { stdio: 'ignore' });
  }
  return { ...installation, clusterDir, password, passwordFile };
}

/** The address of one of the cluster's databases. */
export function clusterUrl({ password }: Cluster, port: number, database: string): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}
