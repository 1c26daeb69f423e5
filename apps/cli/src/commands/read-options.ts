import type { z } from 'zod';
import { CliError } from '../failure/cli-error.ts';

/** Reads a value by the rules that the server has too. */
export function readWith<Output>(schema: z.ZodType<Output>, value: unknown, option: string): Output {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new CliError('usage', `${option}: ${error.issues[0]?.message ?? 'this is not valid'}`);
}

/** Reads `NAME=VALUE` options; names are told apart as the server tells stems apart. */
export function parsePairs(values: readonly string[] | undefined, option: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const text of values ?? []) {
    const at = text.lastIndexOf('=');
    if (at <= 0) throw new CliError('usage', `${option} ${text}: write it as STEM=VALUE.`);
    pairs.set(foldName(text.slice(0, at)), text.slice(at + 1).trim());
  }
  return pairs;
}

/** What "the same name" means: capitals, and how an accent is encoded, make no difference. */
export function foldName(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
