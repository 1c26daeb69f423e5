import pc from 'picocolors';

/** Where a command may write, and whether a person sits there. Only this file knows of streams. */
export interface Streams {
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
}

export type Colours = ReturnType<typeof pc.createColors>;

/** What a command says: facts on the one stream, everything about how it goes on the other. */
export class Terminal {
  readonly streams: Streams;
  readonly colours: Colours;
  /** Facts as JSON, for programs. */
  isJson = false;

  constructor(streams: Streams, env: NodeJS.ProcessEnv) {
    this.streams = streams;
    this.colours = pc.createColors(hasColours(streams, env));
  }

  /** Whether somebody can be asked. */
  get isInteractive(): boolean {
    return Boolean(this.streams.stdin.isTTY && this.streams.stderr.isTTY) && !this.isJson;
  }

  /** Whether a line may be written over, to show how something goes on. */
  get showsProgress(): boolean {
    return Boolean(this.streams.stderr.isTTY) && !this.isJson;
  }

  /** A line of what was asked for. Nothing where JSON is wanted: `facts` says it all. */
  print(line = ''): void {
    if (!this.isJson) this.streams.stdout.write(`${line}\n`);
  }

  /** A line on how it went, for people alone. */
  say(line: string): void {
    if (!this.isJson) this.streams.stderr.write(`${line}\n`);
  }

  /** What was asked for, as JSON; only where that is wanted. */
  facts(value: unknown): void {
    if (this.isJson) this.streams.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  fail(line: string): void {
    this.streams.stderr.write(`${line}\n`);
  }
}

function hasColours({ stdout }: Streams, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true;
  return Boolean(stdout.isTTY) && env.TERM !== 'dumb';
}
