import { formatBytes } from '@beatflow/shared';
import type { Cli } from '../cli.ts';
import { pushBranch } from './push-branch.ts';
import { Song } from './song.ts';

/** Sends versions to the server, and tells what travelled. */
export async function push(cli: Cli): Promise<void> {
  const song = await Song.find(cli);
  const pushed = await song.lock(() => pushBranch(song));
  const { versions } = pushed;
  const { files, bytes } = pushed.audio;
  const { head } = song.folder.branch;
  if (versions.length === 0 && !pushed.hasMoved) cli.terminal.print('Everything is on the server already.');
  for (const { digest, message } of versions) cli.terminal.print(`${digest.slice(0, 7)} ${message}`);
  const sent =
    files === 0 ? 'no audio had to travel' : `${files} ${files === 1 ? 'file' : 'files'}, ${formatBytes(bytes)}`;
  if (versions.length > 0) cli.terminal.print(`Pushed to ${song.branch}: ${sent}.`);
  else if (pushed.hasMoved) cli.terminal.print(`Pushed to ${song.branch}.`);
  cli.terminal.facts({
    branch: song.branch,
    head,
    versions: versions.map(({ digest, message }) => ({ digest, message })),
    files,
    bytes,
  });
}
