import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { formatTable } from '../terminal/format-table.ts';
import { formatClock, formatInstant } from '../terminal/format-time.ts';
import { foldName } from './read-options.ts';
import { resolveVersion } from './resolve-version.ts';
import { Song } from './song.ts';

/** Says for each part of a stem's sound which version brought it in. */
export async function blame(cli: Cli, name: string, ref: string | undefined): Promise<void> {
  const song = await Song.find(cli);
  const version = await resolveVersion(song, ref);
  const stem = version.stems.find(({ content }) => {
    return foldName(content.name) === foldName(name) || song.folder.state.places[content.trackId] === name;
  });
  if (!stem) {
    const known = version.stems.map(({ content }) => content.name).join(', ');
    throw new CliError('notFound', `This version has no stem “${name}”.`, `It has: ${known}.`);
  }
  if (version.id === null)
    throw new CliError('conflict', 'This version is not on the server yet.', 'Run “beatflow push” first.');
  const api = await song.openApi();
  const { trackId } = stem.content;
  const found = await api.track.blame.query({ repositoryId: song.repositoryId, trackId, ref: version.id });
  const commits = new Map(found.commits.map((commit) => [commit.id, commit]));
  const { terminal } = cli;
  const ranges = found.ranges.map(({ startFrame, endFrame, commitId }) => {
    const { digest = '', authorName = '', message = '', createdAt = '' } = commits.get(commitId) ?? {};
    return { startFrame, endFrame, digest, authorName, message, createdAt };
  });
  const clock = (frame: number) => formatClock(frame / found.sampleRate);
  const rows = ranges.map(({ startFrame, endFrame, digest, authorName, message, createdAt }) => [
    `${clock(startFrame)}–${clock(endFrame)}`,
    terminal.colours.yellow(digest.slice(0, 7)),
    terminal.colours.cyan(authorName),
    formatInstant(createdAt),
    message,
  ]);
  for (const line of formatTable(rows)) terminal.print(line);
  terminal.facts({ stem: stem.content.name, trackId, frames: found.frames, sampleRate: found.sampleRate, ranges });
}
