import type { Cost } from '../ingest/measure-command.ts';

/** A program that keeps versions of a folder. */
export interface Keeper {
  name: string;
  /** Keeps the folder as it is now. */
  store(version: number): Cost | Promise<Cost>;
  /** Writes a version, with its folders, somewhere else. */
  read(version: number, to: string): Cost | Promise<Cost>;
  /** Everything that it keeps, in bytes on disk. */
  size(): number;
  close?(): Promise<void>;
}
