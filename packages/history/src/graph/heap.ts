/** Numbers of which the first by an order can be taken out at any time, in O(log size). */
export class Heap {
  readonly #values: number[] = [];
  readonly #compare: (left: number, right: number) => number;

  constructor(compare: (left: number, right: number) => number) {
    this.#compare = compare;
  }

  push(value: number): void {
    let at = this.#values.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#compare(this.#at(above), value) <= 0) break;
      this.#values[at] = this.#at(above);
      at = above;
    }
    this.#values[at] = value;
  }

  /** Takes out the first; undefined when there is none. */
  pop(): number | undefined {
    const first = this.#values[0];
    const last = this.#values.pop();
    if (last === undefined || this.#values.length === 0) return first;
    const size = this.#values.length;
    let at = 0;
    for (let below = 1; below < size; below = 2 * at + 1) {
      if (below + 1 < size && this.#compare(this.#at(below + 1), this.#at(below)) < 0) below += 1;
      if (this.#compare(last, this.#at(below)) <= 0) break;
      this.#values[at] = this.#at(below);
      at = below;
    }
    this.#values[at] = last;
    return first;
  }

  /** What is in it, in no order. */
  values(): readonly number[] {
    return this.#values;
  }

  #at(index: number): number {
    return this.#values[index] as number;
  }
}
