import type { Cli } from '../cli.ts';
import { isConnectionProblem } from '../failure/describe-failure.ts';
import type { KnownCommit } from '../folder/known-commit.ts';
import { formatInstant } from '../terminal/format-time.ts';
import { drawGraph } from './draw-graph.ts';
import { Song } from './song.ts';
import { findPushed, listUnpushed } from './unpushed.ts';

interface LogOptions {
  graph?: boolean;
  number: number;
  all?: boolean;
  author?: string;
  track?: string;
  grep?: string;
}

/** A version as a line of the log. */
interface LogEntry {
  key: string;
  parents: string[];
  digest: string;
  authorName: string;
  message: string;
  createdAt: string;
  isPushed: boolean;
}

/** Shows versions, newest first: those that wait for a push, then those of the server; without one, what is known here. */
export async function log(cli: Cli, ref: string | undefined, options: LogOptions): Promise<void> {
  const song = await Song.find(cli);
  const isOwn = ref === undefined || ref === song.branch;
  const isFiltered = Boolean(options.author || options.track || options.grep);
  const unpushed = isOwn && !isFiltered ? (await listUnpushed(song)).map(toEntry) : [];
  const entries = unpushed.slice(0, options.number);
  let isOffline = false;
  if (entries.length < options.number) {
    const rest = await readServerLog(song, isOwn ? undefined : ref, {
      ...options,
      number: options.number - entries.length,
    }).catch((err: unknown) => {
      if (!isConnectionProblem(err) || !isOwn) throw err;
      isOffline = true;
      return readKnownLog(song);
    });
    entries.push(...rest.slice(0, options.number - entries.length));
  }
  const { terminal } = cli;
  const names = nameHeads(song);
  const { colours } = terminal;
  const lines = entries.map((entry) => {
    const marks = [...(names.get(entry.digest) ?? []), ...(entry.isPushed ? [] : ['not pushed'])];
    const mark = marks.length > 0 ? ` ${colours.green(`(${marks.join(', ')})`)}` : '';
    return `${colours.yellow(entry.digest.slice(0, 7))} ${formatInstant(entry.createdAt)} ${colours.cyan(entry.authorName)}${mark} ${entry.message}`;
  });
  for (const line of options.graph ? drawGraph(entries, lines) : lines) terminal.print(line);
  if (entries.length === 0) terminal.print('No versions yet.');
  if (isOffline) terminal.say('The server cannot be reached: only what is known here is shown.');
  terminal.facts(
    entries.map(({ digest, authorName, message, createdAt, isPushed }) => {
      return { digest, authorName, message, createdAt, isPushed };
    }),
  );
}

async function readServerLog(song: Song, ref: string | undefined, options: LogOptions): Promise<LogEntry[]> {
  const head = ref ?? (await findPushed(song))?.id ?? null;
  if (head === null && !options.all) return [];
  const api = await song.openApi();
  const { author, track, grep: text, all } = options;
  const entries: LogEntry[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(100, options.number - entries.length);
    const page: Awaited<ReturnType<typeof api.commit.list.query>> = await api.commit.list.query({
      repositoryId: song.repositoryId,
      limit,
      cursor,
      ...(all ? { all } : { ref: head! }),
      ...(author ? { author } : {}),
      ...(track ? { track } : {}),
      ...(text ? { text } : {}),
    });
    entries.push(
      ...page.items.map((commit) => ({
        key: commit.id,
        parents: [commit.parentCommitId, commit.mergeParentCommitId].filter((id) => id !== null),
        digest: commit.digest,
        authorName: commit.authorName,
        message: commit.message,
        createdAt: commit.createdAt,
        isPushed: true,
      })),
    );
    cursor = page.nextCursor;
  } while (cursor !== null && entries.length < options.number);
  return entries;
}

/** What is known here of the versions that the server has, along first parents. */
async function readKnownLog(song: Song): Promise<LogEntry[]> {
  const { commits } = song.folder;
  const known = await Promise.all((await commits.listDigests()).map((digest) => commits.get(digest)));
  const byId = new Map(known.map((commit) => [commit.id, commit]));
  const entries: LogEntry[] = [];
  let at: KnownCommit | null = await findPushed(song);
  while (at) {
    entries.push(toEntry(at));
    at = at.parentId === null ? null : (byId.get(at.parentId) ?? null);
  }
  return entries;
}

function toEntry(commit: KnownCommit): LogEntry {
  const { digest, id, parentId, parentDigest, mergeParentId, authorName, message, createdAt } = commit;
  const parent = parentId ?? parentDigest;
  const parents = [parent, mergeParentId].filter((key) => key !== null);
  return { key: id ?? digest, parents, digest, authorName, message, createdAt, isPushed: id !== null };
}

/** By digest, the branches of this folder that are there. */
function nameHeads(song: Song): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [name, { head }] of Object.entries(song.folder.state.branches)) {
    if (head !== null) names.set(head, [...(names.get(head) ?? []), name]);
  }
  return names;
}
