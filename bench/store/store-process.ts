import { readPostgresCpu, readPostgresSize } from './postgres-cost.ts';
import { RealStore } from './real-store.ts';

/** What the benchmark asks of the store's process. */
export type StoreRequest =
  | { kind: 'store'; version: number; root: string; digests: [path: string, digest: string][] }
  | { kind: 'read'; version: number; to: string }
  | { kind: 'close' };

/** What the store's process answers: what it cost, from the request to the answer, and how large the database's part is. */
export interface StoreAnswer {
  wallMs: number;
  cpuMs: number;
  databaseBytes: number;
}

const store = await RealStore.open(process.argv[2]!);

/** All threads of this process, and the database. */
async function cpuSoFar(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + (await readPostgresCpu(store.databaseUrl));
}

async function answer(request: StoreRequest): Promise<StoreAnswer> {
  const cpu = await cpuSoFar();
  const begin = performance.now();
  if (request.kind === 'store') await store.store(request.version, request.root, new Map(request.digests));
  else if (request.kind === 'read') await store.read(request.version, request.to);
  const wallMs = performance.now() - begin;
  const cpuMs = (await cpuSoFar()) - cpu;
  const databaseBytes = await readPostgresSize(store.databaseUrl);
  if (request.kind === 'close') await store.close();
  return { wallMs, cpuMs, databaseBytes };
}

async function serve(request: StoreRequest): Promise<void> {
  try {
    process.send!(await answer(request));
    if (request.kind !== 'close') return;
  } catch (err) {
    console.error(err);
    process.exitCode = 1;
    await store.close();
  }
  process.disconnect();
}

process.on('message', (request: StoreRequest) => void serve(request));
process.send!('ready');
