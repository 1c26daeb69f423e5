import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { formatCephConfig } from './ceph-config.ts';

// Runs a real S3 server, Ceph's radosgw over one OSD in memory, in a folder, as long as another process lives. Usage:
// ceph-guard.ts FOLDER OWNER_PID. When it answers, FOLDER/ready.json says where; when it cannot, what went wrong.

const run = promisify(execFile);
const [folder = '', owner = ''] = process.argv.slice(2);
const conf = join(folder, 'ceph.conf');
const children: ChildProcess[] = [];
const keys = { accessKeyId: randomUUID(), secretAccessKey: randomUUID() };

process.once('SIGTERM', () => void stop());
try {
  await say({ endpoint: await start(), ...keys });
} catch (err) {
  await say({ problem: err instanceof Error ? err.message : String(err) });
}
while (isAlive(Number(owner))) await sleep(500);
await stop();

async function start(): Promise<string> {
  const [monitorPort, port] = [await findFreePort(), await findFreePort()];
  const [clusterId, osdId] = [randomUUID(), randomUUID()];
  for (const name of ['mon', 'osd', 'rgw', 'run']) await mkdir(join(folder, name));
  await writeFile(conf, formatCephConfig({ folder, clusterId, monitorPort }));
  const map = join(folder, 'monmap');
  await run('monmaptool', ['--create', '--fsid', clusterId, '--addv', 'a', `[v2:127.0.0.1:${monitorPort}]`, map]);
  await run('ceph-mon', ['-c', conf, '--mkfs', '-i', 'a', '--monmap', map]);
  startChild('ceph-mon', ['-f', '-i', 'a']);
  await run('ceph', ['-c', conf, '--connect-timeout', '60', 'osd', 'new', osdId]);
  await run('ceph-osd', ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osdId]);
  startChild('ceph-osd', ['-f', '-i', '0']);
  const user = ['user', 'create', '--uid', 'beatflow', '--display-name', 'BeatFlow'];
  await run('radosgw-admin', [
    '-c',
    conf,
    ...user,
    '--access-key',
    keys.accessKeyId,
    '--secret-key',
    keys.secretAccessKey,
  ]);
  startChild('radosgw', ['-f', '-n', 'client.rgw', '--rgw-frontends', `beast endpoint=127.0.0.1:${port}`]);
  const endpoint = `http://127.0.0.1:${port}`;
  while (!(await answers(endpoint))) await sleep(100);
  return endpoint;
}

function startChild(program: string, args: string[]): void {
  children.push(spawn(program, ['-c', conf, ...args], { stdio: 'ignore' }));
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function say(facts: object): Promise<void> {
  await writeFile(join(folder, 'saying'), JSON.stringify(facts));
  await rename(join(folder, 'saying'), join(folder, 'ready.json'));
}

async function stop(): Promise<never> {
  const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of children) child.kill('SIGKILL');
  await Promise.race([Promise.all(ended), sleep(5000)]);
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
