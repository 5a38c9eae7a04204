/**
 * A binary tree of partial sums over `capacity` priorities: set and draw in O(log capacity) (Schaul et al. 2016,
 * appendix B.2.1). A parent is always the sum of its two children as they stand, never a running difference, so that
 * rounding does not pile up and the tree depends on its leaves alone.
 */
export class SumTree {
  readonly capacity: number;
  readonly #leaves: number;
  readonly #nodes: Float64Array;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(2, capacity)));
    this.#nodes = new Float64Array(2 * this.#leaves);
  }

  get total(): number {
    return this.#nodes[1]!;
  }

  get(index: number): number {
    return this.#nodes[this.#leaves + index]!;
  }

  set(index: number, priority: number): void {
    const nodes = this.#nodes;
    let node = this.#leaves + index;
    nodes[node] = priority;
    for (node >>= 1; node >= 1; node >>= 1) nodes[node] = nodes[2 * node]! + nodes[2 * node + 1]!;
  }

  /** The index whose share of [0, total) holds `mass`; never one of priority 0 while any other is left. */
  find(mass: number): number {
    const nodes = this.#nodes;
    let node = 1;
    while (node < this.#leaves) {
      const left = nodes[2 * node]!;
      const right = nodes[2 * node + 1]!;
      if (mass < left || right === 0) node = 2 * node;
      else {
        mass -= left;
        node = 2 * node + 1;
      }
    }
    return node - this.#leaves;
  }

  /** The priorities themselves, [capacity]: what a checkpoint keeps. */
  get priorities(): Float64Array {
    return this.#nodes.slice(this.#leaves, this.#leaves + this.capacity);
  }

  load(priorities: Float64Array): void {
    const nodes = this.#nodes.fill(0);
    nodes.set(priorities, this.#leaves);
    for (let node = this.#leaves - 1; node >= 1; node--) nodes[node] = nodes[2 * node]! + nodes[2 * node + 1]!;
  }
}
