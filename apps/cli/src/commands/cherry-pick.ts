import type { Cli } from '../cli.ts';
import { applyVersion } from './apply-version.ts';
import { Song } from './song.ts';

interface CherryPickOptions {
  message?: string;
  only?: string[];
}

/** Does again on the branch at hand what a version of another branch changed, or only what it did to some stems. */
export async function cherryPick(cli: Cli, ref: string, { message, only }: CherryPickOptions): Promise<void> {
  await applyVersion(await Song.find(cli), ref, { kind: 'cherry-pick', message, only });
}
