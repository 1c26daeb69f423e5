import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startSource } from './run-source.ts';

/** A process that runs testing/embedded-child.ts. */
export interface EmbeddedChild {
  process: ChildProcess;
  /** Resolves when it has begun. */
  starting: Promise<void>;
  /** Resolves with the address of its database; rejects with what it said when it ended before. */
  url: Promise<string>;
  /** Lets it stop the server, and waits for its end. */
  stop(): Promise<void>;
}

/** Starts the PostgreSQL of a data folder from another process, as another user if wanted. */
export function startEmbeddedChild(dataDir: string, user: Pick<SpawnOptions, 'uid' | 'gid'> = {}): EmbeddedChild {
  const child = startSource('testing/embedded-child.ts', [dataDir], {}, user);
  const exited = once(child, 'exit');
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout! });
  const waitFor = (isIt: (line: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      lines.on('line', (line) => {
        if (isIt(line)) resolve(line);
      });
      child.once('close', () => reject(new Error(`ended: ${errors}`)));
    });
  const starting = waitFor((line) => line === 'starting').then(() => {});
  const url = waitFor((line) => line.startsWith('postgres:'));
  // Some tests kill the child and never ask.
  starting.catch(() => {});
  url.catch(() => {});
  return {
    process: child,
    starting,
    url,
    stop: async () => {
      child.stdin?.end();
      await exited;
    },
  };
}
