/** A commit as the graph sees it: its id, and its parents in order (first the branch it was made on). */
export interface GraphCommit {
  id: string;
  parentIds: readonly string[];
}

const NONE = -1;
const NO_PARENTS: readonly number[] = [];

/**
 * The shape of a history: who is whose parent, and each commit's generation (1 + the highest of its parents').
 *
 * Commits are numbered as they come, parents before children, so that walks touch arrays of integers only: about
 * 20 bytes a commit beside its id. History is append-only, so a graph may be kept and added to for ever: whoever is in
 * it has all its ancestors in it.
 */
export class CommitGraph {
  readonly #ids: string[] = [];
  readonly #indexOfId = new Map<string, number>();
  #firstParents = new Int32Array(1024);
  #generations = new Int32Array(1024);
  // Second parents are rare and third ones do not happen, so they need no array of their own.
  readonly #laterParents = new Map<number, readonly number[]>();

  /** Adds a commit whose parents are there already; one that is there is left as it is. Throws on an unknown parent. */
  add({ id, parentIds }: GraphCommit): void {
    if (this.#indexOfId.has(id)) return;
    const parents = parentIds.map((parentId) => this.indexOf(parentId));
    const index = this.#ids.length;
    if (index === this.#firstParents.length) this.#grow();
    this.#ids.push(id);
    this.#indexOfId.set(id, index);
    this.#firstParents[index] = parents[0] ?? NONE;
    if (parents.length > 1) this.#laterParents.set(index, parents.slice(1));
    let generation = 1;
    for (const parent of parents) generation = Math.max(generation, this.generationAt(parent) + 1);
    this.#generations[index] = generation;
  }

  get size(): number {
    return this.#ids.length;
  }

  has(id: string): boolean {
    return this.#indexOfId.has(id);
  }

  /** The number of a commit. Throws when it is not in the graph. */
  indexOf(id: string): number {
    const index = this.#indexOfId.get(id);
    if (index === undefined) throw new Error(`The commit ${id} is not in the graph.`);
    return index;
  }

  idAt(index: number): string {
    return this.#ids[index] as string;
  }

  generationAt(index: number): number {
    return this.#generations[index] as number;
  }

  /** The number of the first parent, −1 for a root. */
  firstParentAt(index: number): number {
    return this.#firstParents[index] as number;
  }

  /** The numbers of the parents after the first. */
  laterParentsAt(index: number): readonly number[] {
    return this.#laterParents.get(index) ?? NO_PARENTS;
  }

  /** The ids of a commit's parents, in order. */
  parentIdsOf(id: string): string[] {
    const index = this.indexOf(id);
    const first = this.firstParentAt(index);
    return first === NONE ? [] : [first, ...this.laterParentsAt(index)].map((parent) => this.idAt(parent));
  }

  #grow(): void {
    const firstParents = new Int32Array(this.#firstParents.length * 2);
    const generations = new Int32Array(firstParents.length);
    firstParents.set(this.#firstParents);
    generations.set(this.#generations);
    this.#firstParents = firstParents;
    this.#generations = generations;
  }
}
