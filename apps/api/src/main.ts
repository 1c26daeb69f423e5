import { describeDatabaseProblem } from '@beatflow/db';
import { loadConfigOrExit } from './config/load-config.ts';
import { createLogger } from './server/logger.ts';
import { type RunningServer, startServer } from './server/start-server.ts';

const config = loadConfigOrExit();
const logger = createLogger(config);
const server = await startServer(config, logger).catch((err: unknown) => exit(describeProblem(err)));
console.log(`BeatFlow is at ${server.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server, signal));

async function stop(running: RunningServer, signal: string): Promise<void> {
  logger.info({ signal }, 'stopping');
  // Whoever asks twice does not want to wait.
  for (const again of ['SIGINT', 'SIGTERM']) process.once(again, () => process.exit(1));
  try {
    await running.stop();
    process.exit(0);
  } catch (err) {
    logger.error({ err }, 'could not stop cleanly');
    process.exit(1);
  }
}

function exit(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function describeProblem(err: unknown): string {
  const { code, port } = err as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Set PORT to another number.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${config.host}. Set HOST to one that it has.`;
  if (code === 'EACCES' && port) return `This user may not listen on port ${port}. Set PORT to a number above 1023.`;
  logger.debug({ err }, 'could not start');
  const sentence = config.databaseUrl && describeDatabaseProblem(err, config.databaseUrl);
  return sentence || `BeatFlow could not start: ${err instanceof Error ? err.message : String(err)}`;
}
