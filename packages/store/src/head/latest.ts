import type { LatestTable } from "../store.ts";

/** Newest durable sample by series id. The arrays are replaced when they grow. */
export class Latest {
  #table: LatestTable = emptyTable(1024);

  get table(): LatestTable {
    return this.#table;
  }

  get capacity(): number {
    return this.#table.timesMs.length;
  }

  /** @returns the capacity, at least `ids + 1` */
  ensure(highestId: number): number {
    if (highestId < this.capacity) return this.capacity;
    let capacity = this.capacity;
    while (capacity <= highestId) capacity *= 2;
    const grown = emptyTable(capacity);
    grown.timesMs.set(this.#table.timesMs);
    grown.values.set(this.#table.values);
    grown.heardMs.set(this.#table.heardMs);
    this.#table = grown;
    return capacity;
  }

  /** @param receivedMs on the server's clock: a sample is never newer than that, whatever its sender's clock says */
  note(seriesId: number, timeMs: number, value: number, receivedMs: number): void {
    const { timesMs, values, heardMs } = this.#table;
    const heard = Math.min(timeMs, receivedMs);
    const before = heardMs[seriesId] as number;
    // written so that it also holds for NaN, "never"
    if (before > heard || (before === heard && (timesMs[seriesId] as number) > timeMs)) return;
    timesMs[seriesId] = timeMs;
    values[seriesId] = value;
    heardMs[seriesId] = heard;
  }

  forget(seriesId: number): void {
    this.#table.timesMs[seriesId] = Number.NaN;
    this.#table.values[seriesId] = Number.NaN;
    this.#table.heardMs[seriesId] = Number.NaN;
  }
}

function emptyTable(capacity: number): LatestTable {
  return {
    timesMs: new Float64Array(capacity).fill(Number.NaN),
    values: new Float64Array(capacity).fill(Number.NaN),
    heardMs: new Float64Array(capacity).fill(Number.NaN),
  };
}
