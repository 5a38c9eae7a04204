/**
 * xoshiro128** (Blackman & Vigna, 2018): the one generator behind every random number of a run, so that a seed gives
 * the same run on every engine, and a checkpoint can hold the stream's exact place.
 */
export class Random {
  readonly #s: Uint32Array;

  constructor(seed: number | RandomState) {
    this.#s = typeof seed === 'number' ? expandSeed(seed) : Uint32Array.from(seed);
  }

  /** A generator of its own for part number `stream` of a run, unrelated to its siblings. */
  static stream(seed: number, stream: number): Random {
    return new Random(mix(mix(seed >>> 0) ^ Math.imul(stream + 1, 0x9e3779b9)));
  }

  /** 32 random bits, as an unsigned integer. */
  nextUint32(): number {
    const s = this.#s;
    const s1 = s[1]!;
    const x = Math.imul(s1, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9);
    s[2]! ^= s[0]!;
    s[3]! ^= s1;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= s1 << 9;
    const s3 = s[3]!;
    s[3] = (s3 << 11) | (s3 >>> 21);
    return result >>> 0;
  }

  /** Uniform in [0, 1), on a grid of 2^-24: exact in float32, never rounding up to 1. */
  uniform(): number {
    return (this.nextUint32() >>> 8) * 2 ** -24;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A uniform integer in [0, n), n ≤ 2^16 (multiply-shift; bias below 2^-16). */
  integer(n: number): number {
    return Math.floor(this.nextUint32() * 2 ** -32 * n);
  }

  /** Standard normal (Box–Muller, one of the pair). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** As calling `uniform` for each; the state is kept in registers, which is several times faster. */
  fillUniform(out: Float32Array): void {
    let [s0, s1, s2, s3] = this.#s as unknown as RandomState;
    for (let i = 0; i < out.length; i++) {
      const x = Math.imul(s1, 5);
      const result = Math.imul((x << 7) | (x >>> 25), 9);
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      out[i] = (result >>> 8) * 2 ** -24;
    }
    this.#s.set([s0, s1, s2, s3]);
  }

  /** The generator's place in its stream; `new Random(state)` goes on from there. */
  get state(): RandomState {
    const [a, b, c, d] = this.#s;
    return [a!, b!, c!, d!];
  }
}

export type RandomState = readonly [number, number, number, number];

/** splitmix32's finaliser. */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

function expandSeed(seed: number): Uint32Array {
  let x = seed >>> 0;
  return Uint32Array.from({ length: 4 }, () => mix((x = (x + 0x9e3779b9) >>> 0)));
}
