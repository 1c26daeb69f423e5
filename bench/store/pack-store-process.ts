import { openPackStore } from './pack-store.ts';

/** What the benchmark asks of the store's process. */
export type StoreRequest =
  | { kind: 'store'; version: number; root: string; paths: string[] }
  | { kind: 'read'; version: number; to: string };

/** What the store's process answers: what it cost, from the request to the answer. */
export interface StoreAnswer {
  wallMs: number;
  cpuMs: number;
}

const store = await openPackStore(process.argv[2]!);

async function answer(request: StoreRequest): Promise<StoreAnswer> {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  if (request.kind === 'store') await store.store(request.version, request.root, request.paths);
  else store.read(request.version, request.to);
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - begin, cpuMs: (user + system) / 1000 };
}

process.on('message', (request: StoreRequest) => {
  void answer(request).then((cost) => process.send!(cost));
});
process.send!('ready');
