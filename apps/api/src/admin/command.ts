import type { Config } from '../config/read-config.ts';
import type { Logger } from '../server/logger.ts';
import { type AdminServices, withAdmin } from './open-admin.ts';

/** What a command answers: facts for programs, lines for people, and whether all is well. */
export interface Answer {
  facts: object;
  lines: string[];
  isWell: boolean;
}

/** What was typed after a command's name. */
export interface Given {
  /** Those that are on or off. */
  options: ReadonlySet<string>;
  /** Those that are a number, from 1: `--keep=3`. */
  counts: ReadonlyMap<string, number>;
  operands: readonly string[];
  isJson: boolean;
}

export interface Installation {
  config: Config;
  logger: Logger;
}

export interface Command {
  /** The options it takes. */
  options?: readonly string[];
  /** Options that are a number, from 1. */
  counts?: readonly string[];
  /** How many operands it takes. */
  operands?: { min: number; max: number };
  run(installation: Installation, given: Given): Promise<Answer>;
}

/** A command that needs the database and the store of an installation. */
export function onServices(work: (services: AdminServices, given: Given) => Promise<Answer>): Command['run'] {
  return ({ config, logger }, given) => withAdmin(config, logger, (services) => work(services, given));
}
