import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

/**
 * A tenant's bill computed from its file alone, minute by minute, with nothing of ours: integers of card-minutes, and
 * one rounding a line. Prices are in thousandths of a fen per card-hour.
 */
export interface Prices {
  /** First local day they hold on, `2020-05-11`. */
  readonly from: string;
  readonly committed: bigint;
  readonly onDemand: bigint;
}

/** Nights, 22:00 to 06:00, cost half on demand. */
const isNight = (clock: string): boolean => clock >= "22:00" || clock < "06:00";

export interface Bill {
  /** Fen by what is billed, for example `v1 used`. */
  readonly billed: ReadonlyMap<string, bigint>;
  readonly effective: ReadonlyMap<string, bigint>;
  readonly total: bigint;
  /** Card-minutes over all versions. */
  readonly committedMinutes: bigint;
  readonly usedMinutes: bigint;
}

/** @param commit from the quota of a minute to the cards that are committed */
export async function billOf(
  file: string,
  prices: readonly Prices[],
  commit: (quota: number) => number,
): Promise<Bill> {
  const minutes = new Map<string, bigint>();
  const add = (key: string, cards: number) => minutes.set(key, (minutes.get(key) ?? 0n) + BigInt(cards));
  for (const { day, clock, quota, running } of await rowsOf(file)) {
    const version = prices.findLastIndex(({ from }) => from <= day) + 1;
    const committed = commit(quota);
    add(`v${version} purchase`, committed);
    add(`v${version} used`, Math.min(running, committed));
    add(`v${version} unused`, Math.max(committed - running, 0));
    add(`v${version} ${isNight(clock) ? "night" : "day"}`, Math.max(running - committed, 0));
  }
  const billed = new Map<string, bigint>();
  const effective = new Map<string, bigint>();
  for (const [index, { committed, onDemand }] of prices.entries()) {
    const of = (what: string) => minutes.get(`v${index + 1} ${what}`) ?? 0n;
    const fee = halfUp(of("purchase") * committed, 60_000n);
    billed.set(`v${index + 1} purchase`, fee);
    billed.set(`v${index + 1} day`, halfUp(of("day") * onDemand, 60_000n));
    billed.set(`v${index + 1} night`, halfUp(of("night") * onDemand, 120_000n));
    const [used, unused] = twoShares(fee, of("used"), of("unused"));
    effective.set(`v${index + 1} used`, used);
    effective.set(`v${index + 1} unused`, unused);
  }
  const sum = (some: Iterable<bigint>) => [...some].reduce((all, one) => all + one, 0n);
  const over = (what: string) => sum(prices.map((_, index) => minutes.get(`v${index + 1} ${what}`) ?? 0n));
  return {
    billed,
    effective,
    total: sum(billed.values()),
    committedMinutes: over("purchase"),
    usedMinutes: over("used") + over("day") + over("night"),
  };
}

const halfUp = (numerator: bigint, denominator: bigint) =>
  (2n * numerator + denominator) / (2n * denominator);

/** The fen left over goes to the larger remainder. */
function twoShares(whole: bigint, a: bigint, b: bigint): [bigint, bigint] {
  if (a + b === 0n) return [0n, 0n];
  const up = ((whole * a) % (a + b)) * 2n > a + b;
  const first = (whole * a) / (a + b) + (up ? 1n : 0n);
  return [first, whole - first];
}

async function rowsOf(file: string) {
  const [head = "", ...lines] = gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split(/\r?\n/);
  const columns = head.split(",");
  const [time, quota, running] = ["time", "total_gpu_num", "running_gpu_num"].map((name) =>
    columns.indexOf(name),
  );
  return lines.map((line) => {
    const cells = line.split(",");
    const [day = "", clock = ""] = (cells[time ?? -1] ?? "").split(" ");
    return { day, clock, quota: Number(cells[quota ?? -1]), running: Number(cells[running ?? -1]) };
  });
}
