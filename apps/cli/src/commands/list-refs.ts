import type { Cli } from '../cli.ts';
import { SongFolder } from '../folder/song-folder.ts';

/** The branches that are known here, one a line, for a shell to offer. Asks no server: a shell does not wait. */
export async function listRefs(cli: Cli): Promise<void> {
  const folder = await SongFolder.find(cli.cwd).catch(() => null);
  for (const name of Object.keys(folder?.state.branches ?? {}).sort()) cli.terminal.print(name);
}
