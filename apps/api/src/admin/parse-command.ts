import { parseArgs } from 'node:util';
import type { Command, Given } from './command.ts';
import { commands } from './commands.ts';

/** Understands what was typed; null when it is no command, or not what the command takes. */
export function parseCommand([name = '', ...args]: string[]): { command: Command; given: Given } | null {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return null;
  const { options = [], counts = [], operands = { min: 0, max: 0 } } = command;
  const typed = parseTyped(args, options, counts);
  if (!typed || typed.positionals.length < operands.min || typed.positionals.length > operands.max) return null;
  const found = Object.entries(typed.values);
  const numbers = found.flatMap(([option, value]) => (typeof value === 'string' ? [[option, value] as const] : []));
  if (!numbers.every(([, value]) => count.test(value))) return null;
  return {
    command,
    given: {
      options: new Set(found.flatMap(([option, value]) => (value === true ? [option] : []))),
      counts: new Map(numbers.map(([option, value]) => [option, Number(value)])),
      operands: typed.positionals,
      isJson: found.some(([option]) => option === 'json'),
    },
  };
}

const count = /^[1-9]\d{0,5}$/;

function parseTyped(args: string[], options: readonly string[], counts: readonly string[]) {
  const flags = ['json', ...options].map((option) => [option, { type: 'boolean' as const }] as const);
  const withValue = counts.map((option) => [option, { type: 'string' as const }] as const);
  try {
    return parseArgs({ args, options: Object.fromEntries([...flags, ...withValue]), allowPositionals: true });
  } catch (err) {
    if (err instanceof TypeError) return null;
    throw err;
  }
}
