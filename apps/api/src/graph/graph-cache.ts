import { CommitGraph } from '@beatflow/history';
import type { Sequelize } from 'sequelize';
import { type GraphRow, readAncestors, readGraph } from './read-graph.ts';

/** How many commits are remembered over all repositories: about 200 bytes each, ids included. */
const MAX_COMMITS = 2_000_000;

interface Entry {
  graph: CommitGraph;
  /** Fills of one graph follow each other, so that no commit is read twice. */
  filling: Promise<void>;
}

/**
 * Remembers the shape of histories. What it knows cannot go out of date, because commits never change: it only ever
 * reads what is new since it last looked, also when another process has written that. The repositories that were asked for
 * last are kept.
 */
export class GraphCache {
  readonly #sequelize: Sequelize;
  readonly #maxCommits: number;
  readonly #entries = new Map<string, Entry>();

  constructor(sequelize: Sequelize, maxCommits = MAX_COMMITS) {
    this.#sequelize = sequelize;
    this.#maxCommits = maxCommits;
  }

  /** The graph of a repository, with these commits of it and all their ancestors in it. */
  async load(repositoryId: string, commitIds: readonly string[]): Promise<CommitGraph> {
    const entry = this.#entries.get(repositoryId) ?? { graph: new CommitGraph(), filling: Promise.resolve() };
    // Taking it out and putting it back makes it the youngest.
    this.#entries.delete(repositoryId);
    this.#entries.set(repositoryId, entry);
    if (commitIds.every((id) => entry.graph.has(id))) return entry.graph;
    entry.filling = entry.filling.catch(() => {}).then(() => this.#fill(repositoryId, entry.graph, commitIds));
    await entry.filling;
    this.#evict(repositoryId);
    return entry.graph;
  }

  async #fill(repositoryId: string, graph: CommitGraph, commitIds: readonly string[]): Promise<void> {
    const missing = commitIds.filter((id) => !graph.has(id));
    if (missing.length === 0) return;
    const rows =
      graph.size === 0
        ? await readGraph(this.#sequelize, repositoryId)
        : await readAncestors(this.#sequelize, repositoryId, missing, (id) => graph.has(id));
    for (const row of rows) graph.add({ id: row.id, digest: row.digest, parentIds: toParentIds(row) });
  }

  #evict(keptId: string): void {
    let commits = 0;
    for (const { graph } of this.#entries.values()) commits += graph.size;
    for (const [repositoryId, { graph }] of this.#entries) {
      if (commits <= this.#maxCommits) return;
      if (repositoryId === keptId) continue;
      this.#entries.delete(repositoryId);
      commits -= graph.size;
    }
  }
}

function toParentIds({ parentCommitId, mergeParentCommitId }: GraphRow): string[] {
  return [parentCommitId, mergeParentCommitId].filter((id) => id !== null);
}
