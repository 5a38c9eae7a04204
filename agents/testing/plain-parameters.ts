import type { ParameterSpec } from '../../contracts/agent.ts';

/** Named parameters as plain numbers, for networks written out as loops. */
export class PlainParameters {
  readonly #arrays: ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float32Array }>;

  constructor(specs: readonly ParameterSpec[], flat: Float32Array) {
    let begin = 0;
    const entries = specs.map(({ name, shape }) => {
      const end = begin + shape.reduce((size, length) => size * length, 1);
      const values = flat.subarray(begin, end);
      begin = end;
      return [name, { shape, values }] as const;
    });
    this.#arrays = new Map(entries);
  }

  at(name: string, row: number, column = 0): number {
    const { shape, values } = this.#arrays.get(name)!;
    return values[row * (shape[1] ?? 1) + column]!;
  }

  /** x W + b of the layer `name`. */
  dense(name: string, x: readonly number[]): number[] {
    const outputs = this.#arrays.get(`${name}/b`)!.values.length;
    return Array.from({ length: outputs }, (_, column) => {
      return x.reduce(
        (sum, value, row) => sum + value * this.at(`${name}/W`, row, column),
        this.at(`${name}/b`, column),
      );
    });
  }
}
