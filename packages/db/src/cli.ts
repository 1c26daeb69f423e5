import { commands } from './cli/commands.ts';

const USAGE = `pnpm db:migrate            brings the schema up to date
pnpm db:rollback [--all]   takes back the latest migration, or all of them
pnpm db:status             lists migrations, applied and pending
pnpm db:check              connects, tells the server's version and pending migrations
pnpm db:reset              drops everything and migrates again (never in production)
pnpm db:new NAME [--from-models]
                           writes a new migration; its body from what models and migrations differ in`;

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (!command) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (err) {
    console.error(err instanceof Error ? err.message : String(err));
    process.exitCode = 1;
  }
}
