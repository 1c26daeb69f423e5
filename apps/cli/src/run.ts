import { type Command, CommanderError } from 'commander';
import { Cli, type Surroundings } from './cli.ts';
import { describeFailure } from './failure/describe-failure.ts';
import { exitCodes } from './failure/exit-codes.ts';
import { createProgram } from './program/create-program.ts';
import { Terminal } from './terminal/terminal.ts';

/** Runs one command, and answers what the program ends with. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const terminal = new Terminal(surroundings, surroundings.env);
  const cli = new Cli(surroundings, terminal);
  const program = createProgram(cli);
  const output = {
    writeOut: (text: string) => surroundings.stdout.write(text),
    writeErr: (text: string) => surroundings.stderr.write(text),
    getOutHelpWidth: () => surroundings.stdout.columns ?? 80,
    getErrHelpWidth: () => surroundings.stderr.columns ?? 80,
  };
  for (const command of withSubcommands(program)) command.exitOverride().configureOutput(output);
  try {
    await program.parseAsync(args, { from: 'user' });
    return cli.exitCode;
  } catch (err) {
    // Commander has written its own words already; asked for help, it ends with 0.
    if (err instanceof CommanderError) return err.exitCode === 0 ? exitCodes.done.code : exitCodes.usage.code;
    return tell(err, terminal);
  } finally {
    await cli.close();
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function tell(err: unknown, terminal: Terminal): number {
  const { exit, reason, message, next, facts } = describeFailure(err);
  if (terminal.isJson)
    terminal.fail(JSON.stringify({ error: { exit, reason, message, next, ...(facts && { facts }) } }, null, 2));
  else {
    terminal.fail(`${terminal.colours.red('beatflow:')} ${message}`);
    if (next) terminal.fail(next);
  }
  return exitCodes[exit].code;
}
