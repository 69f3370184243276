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
  let openedMs: number;
  beforeAll(async () => {
    bench = await CompactionBench.open();
    openedMs = await now();
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
  const readsOf = (windows: readonly WindowMs[]) =>
    [point, ...others].map((each) => ({ point: each, windows }));
  const later = async (atMs: number, head = nothing, windows = [month]) => {
    const { sinceMs, points } = await laterDays(bench.client, head, readsOf(windows), atMs);
    expect(sinceMs).toBeNull();
    return points;
  };
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

  it("are not known of the time before any of them was written, and none is later after", async () => {
    const { sinceMs, points } = await laterDays(bench.client, nothing, readsOf([month]), openedMs);
    expect(points).toEqual([]);
    expect(sinceMs).toBeGreaterThan(openedMs);
    expect(sinceMs).toBeLessThanOrEqual(await now());
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
    expect((await later(before, head, [month, month]))[0]).toMatchObject({ days: 1 });
    const waiting = (windows: WindowMs[]) => laterDays(bench.client, head, [{ point, windows }], openedMs);
    const nextMonth = { fromMs: first + 3 * dayMs, toMs: first + 9 * dayMs };
    expect(await waiting([nextMonth])).toEqual({ sinceMs: null, points: [] });
  });

  it("of windows that are the same or overlap are counted once", async () => {
    const before = await now();
    const late = [0, 2].map(
      (days): Sample => [id(point), first + days * dayMs + dayMs / 2 + 62 * 60_000, 1_122],
    );
    await bench.journal(late);
    await bench.compact();
    const both = { days: 2, firstMs: first, lastMs: first + 2 * dayMs };
    const part = { fromMs: first, toMs: first + dayMs };
    for (const windows of [
      [month, month],
      [month, part],
      [part, month],
    ])
      expect(await later(before, nothing, windows)).toEqual([{ point, ...both }]);
    const parts = [part, { fromMs: first + 2 * dayMs, toMs: first + 3 * dayMs }];
    expect(await later(before, nothing, parts)).toEqual([{ point, ...both }]);
  });

  it("are those that were read of the point: days that another was read of are none of its", async () => {
    const before = await now();
    const [other] = others;
    if (!other) throw new Error("two series were added");
    const late = (each: BoundPoint, days: readonly number[]) =>
      days.map((day): Sample => [id(each), first + day * dayMs + dayMs / 2 + 63 * 60_000, 1_123]);
    await bench.journal([...late(point, [0, 1]), ...late(other, [0, 1, 2])]);
    await bench.compact();
    const noon = first + dayMs / 2;
    const reads = [
      // Parts of days are those days, and what was read twice is told once.
      {
        point,
        windows: [
          { fromMs: noon, toMs: noon + 1 },
          { fromMs: first + dayMs, toMs: noon + dayMs },
        ],
      },
      {
        point: { ...point },
        windows: [
          { fromMs: noon, toMs: noon + 2 },
          { fromMs: first + 2 * dayMs, toMs: month.toMs },
        ],
      },
      { point: other, windows: [{ fromMs: first + 2 * dayMs, toMs: first + 3 * dayMs }] },
    ];
    const { points } = await laterDays(bench.client, nothing, reads, before);
    const [firstMs, lastMs] = [first, first + dayMs];
    expect(points).toEqual([
      { point, days: 2, firstMs, lastMs },
      { point, days: 2, firstMs, lastMs },
      { point: other, days: 1, firstMs: first + 2 * dayMs, lastMs: first + 2 * dayMs },
    ]);
  });
});
