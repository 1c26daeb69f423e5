import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import type { Cluster } from './cluster.ts';
import { findFreePort } from './free-port.ts';
import { clearStalePostmaster, readPostmaster } from './postmaster-file.ts';
import { probeServer } from './probe-server.ts';
import { runProgram } from './run-program.ts';

/** A crashed server may have much to replay before it answers. */
const DEADLINE_MS = 120_000;
const RETRY_MS = 100;
const MAX_STARTS = 5;

/** Settings of every server of ours: reachable from this machine alone, and a week of logs at most. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
};

/**
 * Answers the port of the server that runs this cluster: the one that is running already (left by a process that was
 * killed, or in use by another one of ours), else one that it starts.
 */
export async function reachServer(cluster: Cluster, settings: Record<string, string>, logger: Logger): Promise<number> {
  const deadline = Date.now() + DEADLINE_MS;
  let starts = 0;
  for (;;) {
    const postmaster = await readPostmaster(cluster.clusterDir);
    const answer = postmaster?.port ? await probeServer(cluster, postmaster.port) : 'silent';
    if (postmaster && answer === 'ours') {
      if (starts === 0) logger.info({ port: postmaster.port }, 'using the PostgreSQL that is already running');
      return postmaster.port;
    }
    const isFree = !postmaster || (await clearStalePostmaster(cluster.clusterDir, postmaster));
    if (isFree) {
      starts += 1;
      try {
        await startServer(cluster, settings, logger);
        continue;
      } catch (err) {
        // The port may have been taken meanwhile, another process may have been quicker, or the last processes of a
        // server that was killed may still hold its memory.
        if (starts >= MAX_STARTS) throw err;
      }
    }
    if (!isFree && answer === 'locked') {
      throw new Error(
        `The password in ${cluster.passwordFile} does not open the database in ${cluster.clusterDir}. Please put the right one back.`,
      );
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The database in ${cluster.clusterDir} is held by process ${postmaster?.pid}, which does not answer. Please end that process, or choose another DATA_DIR.`,
      );
    }
    await setTimeout(starts > 0 ? RETRY_MS * 5 : RETRY_MS);
  }
}

async function startServer(cluster: Cluster, settings: Record<string, string>, logger: Logger): Promise<void> {
  const port = settings.port ?? String(await findFreePort());
  const log = path.join(cluster.clusterDir, 'start.log');
  await rm(log, { force: true });
  const options = Object.entries({ ...SETTINGS, ...settings, port });
  try {
    const flags = options.map(([name, value]) => `-c ${name}=${value}`).join(' ');
    await runProgram(cluster, 'pg_ctl', ['start', '-w', '-t', '60', '-D', cluster.clusterDir, '-l', log, '-o', flags]);
  } catch (err) {
    const words = await readFile(log, 'utf8').catch(() => '');
    throw new Error(`PostgreSQL did not start in ${cluster.clusterDir}. ${words.trim() || String(err)}`, {
      cause: err,
    });
  }
  logger.info({ port, clusterDir: cluster.clusterDir }, 'started PostgreSQL');
}
