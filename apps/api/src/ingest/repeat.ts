import type { Logger } from '../server/logger.ts';

export interface Repeating {
  /** Lets a run that is under way end, and starts no other. */
  stop(): Promise<void>;
}

/** Does something now, in the background, and again and again. A run that fails is logged; the next comes all the same. */
export function repeat(name: string, everyMs: number, logger: Logger, work: () => Promise<void>): Repeating {
  let running = Promise.resolve();
  const run = () => {
    running = running.then(work).catch((err: unknown) => logger.error({ err }, `${name} failed`));
  };
  run();
  const timer = setInterval(run, everyMs).unref();
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}
