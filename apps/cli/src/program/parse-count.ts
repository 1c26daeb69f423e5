import { InvalidArgumentError } from 'commander';

/** Reads the value of an option that is a whole number of at least 1. */
export function parseCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no whole number from 1.');
}
