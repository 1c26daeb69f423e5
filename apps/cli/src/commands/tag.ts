import { tagName } from '@beatflow/shared';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { formatTable } from '../terminal/format-table.ts';
import { formatInstant } from '../terminal/format-time.ts';
import { readWith } from './read-options.ts';
import { resolveVersion } from './resolve-version.ts';
import { Song } from './song.ts';

interface TagOptions {
  message?: string;
  delete?: string;
}

/** Lists tags, gives a version a name for ever, or takes one away. */
export async function tag(
  cli: Cli,
  name: string | undefined,
  ref: string | undefined,
  options: TagOptions,
): Promise<void> {
  const song = await Song.find(cli);
  const api = await song.openApi();
  const { repositoryId } = song;
  if (options.delete !== undefined) {
    await api.tag.delete.mutate({ repositoryId, name: options.delete });
    cli.terminal.print(`Deleted tag ${options.delete}.`);
    cli.terminal.facts({ deleted: options.delete });
    return;
  }
  if (name === undefined) return list(song);
  readWith(tagName, name, 'A tag');
  const version = await resolveVersion(song, ref);
  if (version.id === null) {
    throw new CliError('conflict', 'This version is not on the server yet.', 'Run “beatflow push” first.');
  }
  const { message } = options;
  await api.tag.create.mutate({ repositoryId, name, at: version.id, ...(message ? { message } : {}) });
  cli.terminal.print(`${name} names ${version.digest.slice(0, 7)} ${version.message}`);
  cli.terminal.facts({ tag: name, digest: version.digest, commitId: version.id });
}

async function list(song: Song): Promise<void> {
  const api = await song.openApi();
  const { terminal } = song.cli;
  const tags: Awaited<ReturnType<typeof api.tag.list.query>>['items'] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof api.tag.list.query>> = await api.tag.list.query({
      repositoryId: song.repositoryId,
      limit: 100,
      cursor,
    });
    tags.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const rows = tags.map(({ name, authorName, createdAt, message }) => [
    terminal.colours.yellow(name),
    formatInstant(createdAt),
    authorName,
    message ?? '',
  ]);
  for (const line of formatTable(rows)) terminal.print(line);
  if (rows.length === 0) terminal.print('No tags yet.');
  terminal.facts(tags);
}
