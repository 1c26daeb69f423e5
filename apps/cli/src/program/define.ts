import { Command } from '@commander-js/extra-typings';
import type { Command as AnyCommand } from 'commander';

/** A command as somebody may type it, and what it does. */
export type Example = readonly [command: string, about: string];

const examplesOf = new WeakMap<object, readonly Example[]>();

/** Begins a command that prints facts, and so takes `--json`. */
export function defineCommand(name: string, summary: string) {
  const command = new Command(name).summary(summary).description(summary).option('--json', 'print facts as JSON');
  return command;
}

/** Ends a command with examples; they are part of its help and of the reference. */
export function addExamples(command: object, examples: readonly Example[]): void {
  examplesOf.set(command, examples);
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, about]) => `  ${line.padEnd(width)}  ${about}`);
  (command as AnyCommand).addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

export function listExamples(command: object): readonly Example[] {
  return examplesOf.get(command) ?? [];
}
