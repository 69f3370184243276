import type { WindowMs } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clipColumns } from "../chunk/columns.ts";
import type { Sample, SeriesSetup } from "../compaction/compaction.fixture.ts";
import { CompactionBench } from "../compaction/compaction.fixture.ts";
import type { BoundPoint } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import { laterDays } from "./later-days.ts";

/** Three local days of Shanghai, long before the last compaction. */
const first = Date.parse("2026-03-01T00:00:00+08:00");
const dayMs = 86_400_000;
const month: WindowMs = { fromMs: first, toMs: first + 3 * dayMs };
const nothing: HeadReader = { read: () => null, span: () => null };

// A day of a gauge is a sum of hours, that of a register is read from samples: both are written in their own way.
describe.each<SeriesSetup>([{ quantity: "power" }, { quantity: "energy" }])("days of $quantity", (setup) => {
  let bench: CompactionBench;
  let point: BoundPoint;
  let others: BoundPoint[];
  beforeAll(async () => {
    bench = await CompactionBench.open();
    const [one, ...rest] = await bench.addSeries([setup, setup]);
    if (one === undefined) throw new Error("a series was added");
    [point, others] = [one, rest];
    await bench.journal([point, ...others].flatMap((each) => [0, 1, 2].flatMap((day) => hourOf(each, day))));
    await bench.compact();
  });
  afterAll(() => bench.close());

  const id = ({ seriesId }: BoundPoint) => seriesId ?? Number.NaN;
  /** From noon on, a sample each minute of an hour. */
  const hourOf = (each: BoundPoint, day: number): Sample[] =>
    Array.from({ length: 60 }, (_, minute) => [
      id(each),
      first + day * dayMs + dayMs / 2 + minute * 60_000,
      1_000 + day * 60 + minute,
    ]);
  const later = (atMs: number, head = nothing, windows = [month]) =>
    laterDays(bench.client, head, [point, ...others], windows, atMs);
  /** An instant that is over: what is written next is later, by the millisecond that the database keeps. */
  const now = async (): Promise<number> => {
    const readClock = async () => {
      const { rows } = await bench.client.query(
        "select extract(epoch from clock_timestamp())::float8 * 1000 as ms",
      );
      return Math.ceil(rows[0].ms);
    };
    const atMs = await readClock();
    await eventually(async () => expect(await readClock()).toBeGreaterThan(atMs + 1));
    return atMs;
  };

  it("are all later than what was known before they came, and none is after", async () => {
    const days = { days: 3, firstMs: first, lastMs: first + 2 * dayMs };
    expect(await later(first + 4 * dayMs)).toEqual(
      [point, ...others].map((each) => ({ point: each, ...days })),
    );
    expect(await later(await now())).toEqual([]);
    // Roll-ups that nothing changed are not written again.
    await bench.journal(hourOf(point, 1));
    const before = await now();
    await bench.compact();
    expect(await later(before)).toEqual([]);
  });

  it("name the day that a late sample changed, by its point, and no other", async () => {
    const before = await now();
    await bench.journal([[id(point), first + dayMs + dayMs / 2 + 61 * 60_000, 1_121]]);
    await bench.compact();
    const day = { days: 1, firstMs: first + dayMs, lastMs: first + dayMs };
    expect(await later(before)).toEqual([{ point, ...day }]);
    expect(await later(before, nothing, [{ fromMs: first, toMs: first + dayMs }])).toEqual([]);
    expect(await later(await now())).toEqual([]);
  });

  it("name the day of a sample that waits in the journal, once", async () => {
    const before = await now();
    const columns = { timesMs: Float64Array.of(first + 2 * dayMs + 5_000), values: Float64Array.of(7) };
    const head: HeadReader = {
      read: (seriesId, { fromMs, toMs }) =>
        seriesId === id(point) ? clipColumns(columns, fromMs, toMs) : null,
      span: (seriesId) => (seriesId === id(point) ? { fromMs: first, toMs: first + 9 * dayMs } : null),
    };
    const day = { days: 1, firstMs: first + 2 * dayMs, lastMs: first + 2 * dayMs };
    expect(await later(before, head)).toEqual([{ point, ...day }]);
    expect((await later(first + 4 * dayMs, head))[0]).toMatchObject({ days: 3 });
  });
});
