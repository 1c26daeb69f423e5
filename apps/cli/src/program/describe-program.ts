import type { Command } from 'commander';
import { type Example, listExamples } from './define.ts';

/** A command as the reference and the shells know it. */
export interface CommandShape {
  name: string;
  summary: string;
  /** How it is written, without the program's name. */
  usage: string;
  args: { name: string; about: string }[];
  options: { flags: string; long: string; short: string | undefined; takesValue: boolean; about: string }[];
  examples: readonly Example[];
  /** Those that are written after it. */
  commands: CommandShape[];
}

export function describeCommand(command: Command): CommandShape {
  return {
    name: command.name(),
    summary: command.summary(),
    usage: `${command.name()} ${command.usage()}`,
    args: command.registeredArguments.map((argument) => ({ name: argument.name(), about: argument.description })),
    options: command.options.map(({ flags, long, short, description, required, optional }) => {
      return { flags, long: long ?? '', short, takesValue: required || optional, about: description };
    }),
    examples: listExamples(command),
    commands: command.commands.map(describeCommand),
  };
}

/** Whether an argument names a version, so that a shell can offer branches for it. */
export function takesVersion({ args }: CommandShape): boolean {
  return args.some(({ name }) => ['version', 'branch', 'before', 'after'].includes(name));
}
