import { Worker } from 'node:worker_threads';

const isSource = import.meta.url.endsWith('.ts');

/** Starts a thread that works on audio. From source, where Node cannot read TypeScript, tsx reads it in the new thread too. */
export function startWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: 512 };
  if (!isSource) return new Worker(new URL('./worker.js', import.meta.url), { resourceLimits });
  const entry = new URL('./worker.ts', import.meta.url).href;
  const code = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
    .then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=@beatflow/source'], resourceLimits });
}
