import { describeDatabaseProblem } from '@beatflow/db';
import { loadConfigOrExit } from '../config/load-config.ts';
import { createLogger } from '../server/logger.ts';
import { parseCommand } from './parse-command.ts';

const USAGE = `pnpm store:fsck [--read-data] [--repair]   checks every version, stem, file, chunk and pack
pnpm store:gc [--dry-run]                  removes what nobody needs any more, after GC_GRACE
pnpm store:pack                            moves audio that is kept whole into packs
pnpm store:backup PLACE [--keep=N]         makes a backup; with --keep, only the newest N (from 1) stay
pnpm store:backups PLACE [--verify]        lists backups; with --verify, reads and checks every byte of them
pnpm store:restore PLACE [BACKUP]          puts the newest backup, or this one, into an empty BeatFlow

A place is a folder, or a bucket such as s3://bucket/prefix; backup takes --verify, too. Each takes --json. All but restore
are made to run while the server does. The exit code is 0 when all is well, 1 when something is damaged or went wrong, 2 when
the command was not understood.`;

const parsed = parseCommand(process.argv.slice(2));

if (!parsed) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const config = loadConfigOrExit();
  try {
    const logger = createLogger({ ...config, logLevel: 'silent' });
    const { facts, lines, isWell } = await parsed.command.run({ config, logger }, parsed.given);
    console.log(parsed.given.isJson ? JSON.stringify(facts, null, 2) : lines.join('\n'));
    process.exitCode = isWell ? 0 : 1;
  } catch (err) {
    const problem = config.databaseUrl && describeDatabaseProblem(err, config.databaseUrl);
    const message = problem || (err instanceof Error ? err.message : String(err));
    const error = { exit: 'failed', reason: 'unexpected', message };
    console.error(parsed.given.isJson ? JSON.stringify({ error }, null, 2) : message);
    process.exitCode = 1;
  }
}
