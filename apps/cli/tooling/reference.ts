import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Cli } from '../src/cli.ts';
import { listCommands } from '../src/program/create-program.ts';
import { describeCommand } from '../src/program/describe-program.ts';
import { writeReference } from '../src/program/write-reference.ts';
import { Terminal } from '../src/terminal/terminal.ts';

export const referencePath = join(import.meta.dirname, '../../../docs/cli.md');

/** The reference as the definitions of the commands give it now. */
export function readReference(): string {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const cli = new Cli({ ...streams, cwd: '/', env: {} }, new Terminal(streams, {}));
  return writeReference(listCommands(cli).map(([heading, commands]) => [heading, commands.map(describeCommand)]));
}
