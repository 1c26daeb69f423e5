import { Worker } from 'node:worker_threads';

const isSource = import.meta.url.endsWith('.ts');

/** Starts a thread that analyses files. From source, where Node cannot read TypeScript, tsx reads it in the new thread too. */
export function startAnalysisWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: 512 };
  if (!isSource) return new Worker(new URL('./analysis-worker.js', import.meta.url), { resourceLimits });
  const entry = new URL('./analysis-worker.ts', import.meta.url).href;
  const code = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
    .then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;
  return new Worker(code, { eval: true, execArgv: ['--conditions=@beatflow/source'], resourceLimits });
}
