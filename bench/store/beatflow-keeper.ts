import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { folderSize } from './folder-size.ts';
import type { Keeper } from './keeper.ts';
import type { StoreAnswer, StoreRequest } from './store-process.ts';
import type { WorkingFolder } from './working-folder.ts';

/** BeatFlow's store in a process of its own, which stays open as a server does. */
export async function openBeatflow(work: WorkingFolder, place: string): Promise<Keeper> {
  const child = fork(fileURLToPath(new URL('./store-process.ts', import.meta.url)), [place]);
  await once(child, 'message');
  const answers = on(child, 'message', { close: ['exit'] });
  let databaseBytes = 0;

  async function ask(request: StoreRequest): Promise<StoreAnswer> {
    child.send(request);
    const next = await answers.next();
    if (next.done) throw new Error('The process of the store has ended.');
    const [answer] = next.value as [StoreAnswer];
    databaseBytes = answer.databaseBytes;
    return answer;
  }

  return {
    name: 'BeatFlow',
    store: (version) => ask({ kind: 'store', version, root: work.path, digests: [...work.digests] }),
    read: (version, to) => ask({ kind: 'read', version, to }),
    size: () => folderSize(place) + databaseBytes,
    async close() {
      await ask({ kind: 'close' });
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
