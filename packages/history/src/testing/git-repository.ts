import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphCommit } from '../graph/commit-graph.ts';

/** A real Git repository with a given history, which is asked about commits by our ids. */
export interface GitRepository {
  mergeBases(ours: string, theirs: string): string[];
  isAncestor(ancestor: string, id: string): boolean;
  aheadBehind(ours: string, theirs: string): { ahead: number; behind: number };
  topologicalOrder(id: string): string[];
  firstParents(id: string): string[];
  remove(): void;
}

/** Writes a history into a new bare Git repository through `git fast-import`. */
export function createGitRepository(commits: readonly GraphCommit[]): GitRepository {
  const folder = mkdtempSync(join(tmpdir(), 'beatflow-git-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '--quiet', '--bare');

  const markOfId = new Map(commits.map(({ id }, index) => [id, index + 1]));
  const stream = commits.map(({ id, parentIds }, index) => {
    const parents = parentIds.map((parent, order) => `${order === 0 ? 'from' : 'merge'} :${markOfId.get(parent)}\n`);
    const person = `T <t@example.invalid> ${1_000_000_000 + index} +0000`;
    const reset = parentIds.length === 0 ? `reset refs/heads/b${index}\n` : '';
    return `${reset}commit refs/heads/b${index}\nmark :${index + 1}\ncommitter ${person}\ndata ${id.length}\n${id}\n${parents.join('')}\n`;
  });
  const marks = join(folder, 'marks');
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet', `--export-marks=${marks}`], { input: stream.join('') });

  const shaOfId = new Map<string, string>();
  const idOfSha = new Map<string, string>();
  for (const line of readFileSync(marks, 'utf8').trim().split('\n')) {
    const [mark = '', sha = ''] = line.slice(1).split(' ');
    const { id } = commits[Number(mark) - 1] as GraphCommit;
    shaOfId.set(id, sha);
    idOfSha.set(sha, id);
  }
  const sha = (id: string) => shaOfId.get(id) as string;
  const ids = (output: string) =>
    output
      .split('\n')
      .filter(Boolean)
      .map((line) => idOfSha.get(line) as string);
  const succeeds = (...args: string[]) => {
    try {
      git(...args);
      return true;
    } catch (err) {
      if ((err as { status?: number }).status === 1) return false;
      throw err;
    }
  };

  return {
    mergeBases: (ours, theirs) =>
      succeeds('merge-base', sha(ours), sha(theirs)) ? ids(git('merge-base', '--all', sha(ours), sha(theirs))) : [],
    isAncestor: (ancestor, id) => succeeds('merge-base', '--is-ancestor', sha(ancestor), sha(id)),
    aheadBehind: (ours, theirs) => {
      const [ahead, behind] = git('rev-list', '--left-right', '--count', `${sha(ours)}...${sha(theirs)}`).split(/\s+/);
      return { ahead: Number(ahead), behind: Number(behind) };
    },
    topologicalOrder: (id) => ids(git('rev-list', '--topo-order', sha(id))),
    firstParents: (id) => ids(git('rev-list', '--first-parent', sha(id))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
