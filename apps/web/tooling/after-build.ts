import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** A folder of the build that only the server reads. */
export const SERVER_FOLDER = '.server';

interface Built {
  root: string;
  outDir: string;
}

/** Does something with the files of the app when they are written, in the order told; not with the build for the server. */
export function afterBuild(name: string, order: 'pre' | 'post', work: (built: Built) => Promise<void>): Plugin {
  let built: Built | null = null;
  return {
    name: `beatflow:${name}`,
    apply: 'build',
    configResolved({ root, build }) {
      built = build.ssr ? null : { root, outDir: resolve(root, build.outDir) };
    },
    closeBundle: {
      order,
      sequential: true,
      async handler() {
        if (built) await work(built);
      },
    },
  };
}
