import { parseArgs } from 'node:util';
import type { Command, Given } from './command.ts';
import { commands } from './commands.ts';

/** Understands what was typed; null when it is no command, or not what the command takes. */
export function parseCommand([name = '', ...args]: string[]): { command: Command; given: Given } | null {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return null;
  const { options = [], values = [], operands = { min: 0, max: 0 } } = command;
  const typed = parseTyped(args, options, values);
  if (!typed || typed.positionals.length < operands.min || typed.positionals.length > operands.max) return null;
  const given = [...typed.found];
  return {
    command,
    given: {
      options: new Set(given.flatMap(([option, value]) => (value === true ? [option] : []))),
      values: new Map(given.flatMap(([option, value]) => (typeof value === 'string' ? [[option, value]] : []))),
      operands: typed.positionals,
      isJson: typed.found.get('json') === true,
    },
  };
}

function parseTyped(args: string[], options: readonly string[], values: readonly string[]) {
  const flags = ['json', ...options].map((option) => [option, { type: 'boolean' as const }] as const);
  const withValue = values.map((option) => [option, { type: 'string' as const }] as const);
  try {
    const { values: found, positionals } = parseArgs({
      args,
      options: Object.fromEntries([...flags, ...withValue]),
      allowPositionals: true,
    });
    return { found: new Map(Object.entries(found)), positionals };
  } catch (err) {
    if (err instanceof TypeError) return null;
    throw err;
  }
}
