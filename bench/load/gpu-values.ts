/**
 * Values of one GPU over time with the entropy of recorded ones: power in three decimals carries nearly all of it
 * (about 2 bytes a sample), utilisation 0.4, temperature and memory next to nothing. Same seed, same values.
 */
export class GpuValues {
  readonly #random: () => number;
  readonly #util: Float64Array;
  readonly #temperature: Float64Array;
  readonly #memory: Float64Array;

  constructor(gpus: number, seed = 1) {
    this.#random = randomFrom(seed);
    this.#util = Float64Array.from({ length: gpus }, () => 40 + Math.floor(this.#random() * 55));
    this.#temperature = Float64Array.from({ length: gpus }, () => 45 + Math.floor(this.#random() * 20));
    this.#memory = Float64Array.from({ length: gpus }, () => 20_000 + Math.floor(this.#random() * 60_000));
  }

  /** The next reading of one GPU: utilisation %, power W, temperature C, memory MiB. */
  next(gpu: number, into: Float64Array): void {
    const util = clamp((this.#util[gpu] as number) + Math.round(this.#noise(2)), 0, 100);
    this.#util[gpu] = util;
    if (this.#random() < 0.1)
      this.#temperature[gpu] = (this.#temperature[gpu] as number) + (this.#random() < 0.5 ? 1 : -1);
    if (this.#random() < 0.005) this.#memory[gpu] = 20_000 + Math.floor(this.#random() * 60_000);
    into[0] = util;
    into[1] = Math.round((120 + 5.2 * util + this.#noise(11)) * 1000) / 1000;
    into[2] = clamp(this.#temperature[gpu] as number, 25, 95);
    into[3] = this.#memory[gpu] as number;
  }

  /** About a normal distribution: the sum of four even ones. */
  #noise(deviation: number): number {
    const sum = this.#random() + this.#random() + this.#random() + this.#random();
    return (sum - 2) * 1.732 * deviation;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
