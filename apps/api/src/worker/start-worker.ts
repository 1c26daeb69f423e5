import { Worker } from 'node:worker_threads';

const isSource = import.meta.url.endsWith('.ts');

/** Both written out: the tools that look for unused code read them. */
const threads = {
  worker: { built: new URL('./worker.js', import.meta.url), source: new URL('./worker.ts', import.meta.url) },
  decoder: {
    built: new URL('./decode-worker.js', import.meta.url),
    source: new URL('./decode-worker.ts', import.meta.url),
  },
};

/**
 * Starts a thread that works on audio, or one that decodes chunks. From source, where Node cannot read TypeScript, tsx
 * reads it in the new thread too.
 */
export function startWorker(name: keyof typeof threads = 'worker'): Worker {
  const { built, source } = threads[name];
  const resourceLimits = { maxOldGenerationSizeMb: 512 };
  if (!isSource) return new Worker(built, { resourceLimits });
  const code = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
    .then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); })`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=@beatflow/source'], resourceLimits });
}
