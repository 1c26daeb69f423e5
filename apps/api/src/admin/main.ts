import { describeDatabaseProblem } from '@beatflow/db';
import { loadConfigOrExit } from '../config/load-config.ts';
import { createLogger } from '../server/logger.ts';
import { commands } from './commands.ts';
import { withAdmin } from './open-admin.ts';

const USAGE = `pnpm store:fsck [--read-data] [--repair]   checks every version, stem, file, chunk and pack
pnpm store:gc [--dry-run]                  removes what nobody needs any more, after GC_GRACE
pnpm store:pack                            moves audio that is kept whole into packs

Each takes --json, and may run while the server does. The exit code is 0 when all is well, 1 when something is damaged
or went wrong, 2 when the command was not understood.`;

const [name = '', ...given] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
const options = new Set(given);

if (!command || given.some((option) => option !== '--json' && !command.options.includes(option))) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const config = loadConfigOrExit();
  try {
    const logger = createLogger({ ...config, logLevel: 'silent' });
    const { facts, lines, isWell } = await withAdmin(config, logger, (services) => command.run(services, options));
    console.log(options.has('--json') ? JSON.stringify(facts, null, 2) : lines.join('\n'));
    process.exitCode = isWell ? 0 : 1;
  } catch (err) {
    const problem = config.databaseUrl && describeDatabaseProblem(err, config.databaseUrl);
    console.error(problem || (err instanceof Error ? err.message : String(err)));
    process.exitCode = 1;
  }
}
