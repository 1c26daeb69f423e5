/** A command of `pnpm db:…`: answers the exit code, or throws an error whose message is one clear sentence. */
export type Command = (args: readonly string[]) => Promise<number>;
