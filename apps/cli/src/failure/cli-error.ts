import type { Exit } from './exit-codes.ts';

/** Something that a command has to say instead of doing what it was asked: a sentence, and what to do next. */
export class CliError extends Error {
  readonly exit: Exit;
  readonly next: string | undefined;
  readonly facts: Record<string, unknown>;

  constructor(exit: Exit, message: string, next?: string, facts: Record<string, unknown> = {}) {
    super(message);
    this.name = 'CliError';
    this.exit = exit;
    this.next = next;
    this.facts = facts;
  }
}
