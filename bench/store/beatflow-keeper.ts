import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderSize } from './folder-size.ts';
import type { Keeper } from './keeper.ts';
import type { StoreAnswer, StoreRequest } from './pack-store-process.ts';

/** BeatFlow's store in a process of its own, which stays open as a server does. */
export async function openBeatflow(folder: string, place: string): Promise<Keeper & { remark: string }> {
  const child = fork(fileURLToPath(new URL('./pack-store-process.ts', import.meta.url)), [place]);
  await once(child, 'message');

  const answers = on(child, 'message', { close: ['exit'] });

  async function ask(request: StoreRequest): Promise<StoreAnswer> {
    child.send(request);
    const answer = await answers.next();
    if (answer.done) throw new Error('The process of the store has ended.');
    return (answer.value as [StoreAnswer])[0];
  }

  return {
    name: 'BeatFlow',
    remark: 'BeatFlow here is its chunks in packs, in one thread, without the database.',
    store(version) {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const paths = files.map((file) => relative(folder, join(file.parentPath, file.name)));
      return ask({ kind: 'store', version, root: folder, paths });
    },
    read: (version, to) => ask({ kind: 'read', version, to }),
    size: () => folderSize(place),
    async close() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
