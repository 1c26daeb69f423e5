/** A commit as the graph sees it: its id, and its parents in order (first the branch it was made on). */
export interface GraphCommit {
  id: string;
  parentIds: readonly string[];
  /** The commit's digest in hexadecimal, by which a log orders commits of one generation; without it, by id. */
  digest?: string;
}

const NONE = -1;

/**
 * The shape of a history: who is whose parent, and each commit's generation (1 + the highest of its parents').
 *
 * Commits are numbered as they come, parents before children, so that walks touch arrays of integers only: about
 * 28 bytes a commit beside its id. History is append-only, so a graph may be kept and added to for ever: whoever is in
 * it has all its ancestors in it.
 */
export class CommitGraph {
  readonly #ids: string[] = [];
  readonly #indexOfId = new Map<string, number>();
  #firstParents = new Int32Array(1024);
  #generations = new Int32Array(1024);
  #secondParents = new Int32Array(1024);
  #digestStarts = new Float64Array(1024);

  /** Adds a commit whose parents, two at most, are there already; one that is there is left as it is. Throws otherwise. */
  add({ id, parentIds, digest = '' }: GraphCommit): void {
    if (this.#indexOfId.has(id)) return;
    if (parentIds.length > 2) throw new Error(`The commit ${id} has more than two parents.`);
    const parents = parentIds.map((parentId) => this.indexOf(parentId));
    const index = this.#ids.length;
    if (index === this.#firstParents.length) this.#grow();
    this.#ids.push(id);
    this.#indexOfId.set(id, index);
    this.#firstParents[index] = parents[0] ?? NONE;
    this.#secondParents[index] = parents[1] ?? NONE;
    let generation = 1;
    for (const parent of parents) generation = Math.max(generation, this.generationAt(parent) + 1);
    this.#generations[index] = generation;
    this.#digestStarts[index] = toDigestStart(digest);
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

  /** The first 13 digits of a commit's digest as a number: as many as one holds exactly. */
  digestStartAt(index: number): number {
    return this.#digestStarts[index] as number;
  }

  /** The number of the first parent, −1 for a root. */
  firstParentAt(index: number): number {
    return this.#firstParents[index] as number;
  }

  /** The number of the second parent, −1 where there is none. */
  secondParentAt(index: number): number {
    return this.#secondParents[index] as number;
  }

  /** The ids of a commit's parents, in order. */
  parentIdsOf(id: string): string[] {
    const index = this.indexOf(id);
    const parents = [this.firstParentAt(index), this.secondParentAt(index)];
    return parents.filter((parent) => parent !== NONE).map((parent) => this.idAt(parent));
  }

  #grow(): void {
    this.#firstParents = double(this.#firstParents);
    this.#secondParents = double(this.#secondParents);
    this.#generations = double(this.#generations);
    const digestStarts = new Float64Array(this.#digestStarts.length * 2);
    digestStarts.set(this.#digestStarts);
    this.#digestStarts = digestStarts;
  }
}

/** The first 13 digits of a digest as a number; 0 for an empty one. */
function toDigestStart(digest: string): number {
  return digest === '' ? 0 : Number.parseInt(digest.slice(0, 13), 16);
}

function double(values: Int32Array): Int32Array<ArrayBuffer> {
  const doubled = new Int32Array(values.length * 2);
  doubled.set(values);
  return doubled;
}
