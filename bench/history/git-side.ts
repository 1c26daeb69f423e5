import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchCommit } from './random-history.ts';

/** The same history in Git, with a commit-graph file, asked by one process for each question. */
export class GitSide {
  readonly #folder: string;
  readonly #shas: string[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(folder: string, commits: readonly BenchCommit[]) {
    this.#folder = folder;
    this.#git('init', '--quiet', '--bare');
    const marks = join(folder, 'marks');
    execFileSync('git', ['-C', folder, 'fast-import', '--quiet', `--export-marks=${marks}`], {
      input: toStream(commits),
    });
    this.#git('commit-graph', 'write', '--reachable');
    for (const line of readFileSync(marks, 'utf8').trim().split('\n')) {
      const [mark = '', sha = ''] = line.slice(1).split(' ');
      this.#shas[Number(mark) - 1] = sha;
      this.#numbers.set(sha, Number(mark) - 1);
    }
  }

  mergeBases(ours: number, theirs: number): number[] {
    const lines = this.#git('merge-base', '--all', this.#sha(ours), this.#sha(theirs)).trim().split('\n');
    return lines.filter(Boolean).map((sha) => this.#numbers.get(sha) as number);
  }

  aheadBehind(ours: number, theirs: number): [ahead: number, behind: number] {
    const range = `${this.#sha(ours)}...${this.#sha(theirs)}`;
    const [ahead, behind] = this.#git('rev-list', '--left-right', '--count', range).trim().split(/\s+/).map(Number);
    return [ahead as number, behind as number];
  }

  #sha(number: number): string {
    return this.#shas[number] as string;
  }

  #git(...args: string[]): string {
    return execFileSync('git', ['-C', this.#folder, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
}

function toStream(commits: readonly BenchCommit[]): string {
  const isParent = new Set(commits.flatMap(({ parents }) => parents));
  const parts = commits.map(({ parents }, number) => {
    const person = `T <t@example.invalid> ${1_000_000_000 + number} +0000`;
    const from = parents.map((parent, order) => `${order === 0 ? 'from' : 'merge'} :${parent + 1}\n`).join('');
    const reset = isParent.has(number) ? '' : `reset refs/heads/tip${number}\nfrom :${number + 1}\n\n`;
    return `commit refs/heads/work\nmark :${number + 1}\ncommitter ${person}\ndata 1\nx\n${from}\n${reset}`;
  });
  return parts.join('');
}
