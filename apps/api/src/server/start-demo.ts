import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from '../config/find-root.ts';
import { demoUser } from '../instance/demo-user.ts';
import type { Logger } from './logger.ts';

interface Program {
  path: string;
  execArgv: string[];
}

/**
 * Lets the seeder of the demo run beside the server, as a client like any other. Whatever becomes of it, the server
 * goes on; the answer ends it early.
 */
export function startDemo(url: string, logger: Logger, program: Program | null = findProgram()): () => void {
  if (!program) {
    logger.warn('the demo is not built, so there will be no demo songs');
    return () => {};
  }
  const child = fork(program.path, [], {
    execArgv: program.execArgv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      BEATFLOW_URL: url,
      BEATFLOW_DEMO_USERNAME: demoUser.username,
      BEATFLOW_DEMO_PASSWORD: demoUser.password,
    },
  });
  const stop = () => void child.kill();
  process.once('exit', stop);
  child.stderr?.on('data', (chunk: Buffer) => logger.warn({ said: chunk.toString().slice(0, 2000) }, 'demo'));
  child.once('error', (err) => logger.warn({ err }, 'the demo could not be started'));
  child.once('exit', (code, signal) => {
    process.off('exit', stop);
    if (code === 0) logger.info('the demo is ready');
    else logger.warn({ code, signal }, 'the demo was not finished');
  });
  return stop;
}

// Run from source, the server runs the seeder's source; built, it runs what was built.
function findProgram(): Program | null {
  const isSource = import.meta.filename.endsWith('.ts');
  const folder = join(findRoot(), 'apps/demo', isSource ? 'src' : 'dist');
  const path = join(folder, isSource ? 'main.ts' : 'main.js');
  return existsSync(path) ? { path, execArgv: isSource ? process.execArgv : ['--enable-source-maps'] } : null;
}
