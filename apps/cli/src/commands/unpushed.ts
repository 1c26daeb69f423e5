import type { KnownCommit } from '../folder/known-commit.ts';
import type { Song } from './song.ts';

/** The versions of a branch that no server has yet, newest first. */
export async function listUnpushed(song: Song, branch = song.branch): Promise<KnownCommit[]> {
  const commits: KnownCommit[] = [];
  let digest = song.folder.state.branches[branch]?.head ?? null;
  while (digest !== null) {
    const commit: KnownCommit = await song.folder.commits.get(digest);
    if (commit.id !== null) break;
    commits.push(commit);
    digest = commit.parentDigest;
  }
  return commits;
}

/** The newest version of a branch that the server has; null where it has none. */
export async function findPushed(song: Song, branch = song.branch): Promise<KnownCommit | null> {
  const unpushed = await listUnpushed(song, branch);
  const digest =
    unpushed.length > 0 ? unpushed.at(-1)!.parentDigest : (song.folder.state.branches[branch]?.head ?? null);
  return digest === null ? null : song.folder.commits.get(digest);
}
