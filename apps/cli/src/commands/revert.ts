import type { Cli } from '../cli.ts';
import { applyVersion } from './apply-version.ts';
import { Song } from './song.ts';

/** Undoes what a version changed, as a new version on the branch at hand; what came after it stays. */
export async function revert(cli: Cli, ref: string, { message }: { message?: string }): Promise<void> {
  await applyVersion(await Song.find(cli), ref, { kind: 'revert', message });
}
