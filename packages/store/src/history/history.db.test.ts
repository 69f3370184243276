import type { WindowMs } from "@aidc/contract";
import { greatestQuarter } from "@aidc/domain";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { clipColumns, noSamples } from "../chunk/columns.ts";
import type { Sample } from "../compaction/compaction.fixture.ts";
import { CompactionBench } from "../compaction/compaction.fixture.ts";
import { orderByTime } from "../compaction/sort-by-series.ts";
import type { BoundPoint, Rollup, SignedPoint } from "../store.ts";
import { boundsOfHours } from "./bounds-of-hours.ts";
import { greatestQuarters } from "./greatest-quarters.ts";
import type { HeadReader } from "./head-reader.ts";
import { readRollups } from "./read-rollups.ts";
import { readSamples } from "./read-samples.ts";
import { sumDays } from "./sum-rollups.ts";

const t0 = Date.parse("2026-10-24T20:10:00Z");
const minuteMs = 60_000;
const wide = { fromMs: t0 - 40 * 3_600_000, toMs: t0 + 80 * 3_600_000 };

const nothing: HeadReader = { read: () => null, span: () => null };

/** What the journal holds and chunks do not, as plain lists. */
function headOf(samples: readonly Sample[]): HeadReader {
  const of = (seriesId: number) => {
    const own = samples.filter((s) => s[0] === seriesId);
    return orderByTime({
      timesMs: Float64Array.from(own, (s) => s[1]),
      values: Float64Array.from(own, (s) => s[2]),
    }).columns;
  };
  return {
    read: (seriesId, { fromMs, toMs }: WindowMs) => clipColumns(of(seriesId), fromMs, toMs),
    span: (seriesId) => {
      const { timesMs } = of(seriesId);
      return timesMs.length === 0 ? null : { fromMs: timesMs[0] as number, toMs: timesMs.at(-1) as number };
    },
  };
}

function boundsOf(hours: readonly (readonly Rollup[])[]) {
  const byStart = Map.groupBy(hours.flat(), ({ startMs }) => startMs);
  return [...byStart]
    .map(([startMs, rows]) => ({
      startMs,
      bound: expect.closeTo(
        rows.reduce((sum, { max }) => sum + Math.max(0, max ?? 0), 0),
        6,
      ),
    }))
    .sort((a, b) => a.startMs - b.startMs);
}

/** Quarters begin in them, as months do. */
const inTurn = [-40, 1.5, 4, 80].map((hour) => quarterAt(t0 + hour * 60 * minuteMs));
const windows = inTurn.slice(1).map((toMs, at): WindowMs => ({ fromMs: inTurn[at] as number, toMs }));

const apart = windows.filter((_, at) => at !== 1);

function quarterAt(atMs: number): number {
  return atMs - (atMs % (15 * minuteMs));
}

/** A client is asked one question at a time. */
async function oneByOne<One, T>(all: readonly One[], ask: (one: One) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (const one of all) answers.push(await ask(one));
  return answers;
}

/** One alone, and all with one that counts against the others, as what is given back to the grid does. */
const signed = (points: readonly BoundPoint[]): SignedPoint[][] => [
  points.slice(0, 1).map((point) => ({ point, sign: 1 })),
  points.map((point, at) => ({ point, sign: at === 1 ? -1 : 1 })),
];

function greatestOf(points: readonly SignedPoint[], fine: ReadonlyMap<BoundPoint, readonly Rollup[]>) {
  return windows.map(({ fromMs, toMs }) =>
    greatestQuarter(
      points.map(({ point, sign }) => ({
        sign,
        buckets: (fine.get(point) ?? []).filter(({ startMs }) => fromMs <= startMs && startMs < toMs),
      })),
    ),
  );
}

const manySamples = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 900 })),
  {
    minLength: 2,
    maxLength: 150,
    selector: ([minute]) => minute,
  },
);

describe("history", () => {
  let bench: CompactionBench;
  beforeAll(async () => {
    bench = await CompactionBench.open("Europe/Berlin");
  });
  afterAll(() => bench.close());

  const answers = async (head: HeadReader, points: readonly BoundPoint[]) => {
    const columns = await readSamples(bench.client, head, points, wide);
    return {
      samples: columns.map((c) => [...c.timesMs].map((time, i) => [time, c.values[i]])),
      fine: await readRollups(bench.client, head, points, wide, "5m"),
      hours: await readRollups(bench.client, head, points, wide, "1h"),
      days: await readRollups(bench.client, head, points, wide, "1d"),
      hoursApart: await sumDays(bench.client, head, [points], [apart, "1h"]),
      greatest: await oneByOne(signed(points), (asked) =>
        greatestQuarters(bench.client, head, asked, windows),
      ),
    };
  };

  it("answers the same before, during and after a compaction, for what is packed, in the head, or in both", async () => {
    await fc.assert(
      fc.asyncProperty(manySamples, fc.nat(100), async (list, percent) => {
        const points = await bench.addSeries([
          { quantity: "power", scale: 2, offset: 1 },
          { quantity: "energy" },
          { quantity: "accelerators_allocated" },
        ]);
        const all = points.flatMap((p) =>
          list.map(([minute, value]): Sample => [p.seriesId as number, t0 + minute * minuteMs, value]),
        );
        const cut = Math.floor((all.length * percent) / 100);
        const [early, late] = [all.slice(0, cut), all.slice(cut)];
        if (early.length > 0) await bench.journal(early);
        await bench.compact();
        const before = await answers(headOf(late), points);
        if (late.length > 0) await bench.journal(late);
        await bench.compact();
        const during = await answers(headOf(late), points);
        const after = await answers(nothing, points);
        expect(before).toEqual(after);
        expect(during).toEqual(after);
        const single = await oneByOne(apart, (window) =>
          sumDays(bench.client, nothing, [points], [[window], "1h"]),
        );
        expect(after.hoursApart).toEqual([single.flatMap(([hours]) => hours ?? [])]);
        const bounds = await boundsOfHours(bench.client, headOf(late), points, wide);
        expect(bounds).toEqual(boundsOf(after.hours));
        const fine = new Map(points.map((point, at) => [point, after.fine[at] ?? []]));
        expect(after.greatest).toEqual(signed(points).map((asked) => greatestOf(asked, fine)));
      }),
      { numRuns: 20 },
    );
  });

  it("adds up days of many groups in one pass, as of each alone, whoever else holds their points", async () => {
    const points = await bench.addSeries(Array.from({ length: 6 }, () => ({ quantity: "power" as const })));
    const samplesOf = (fromHour: number, toHour: number) =>
      points.flatMap(({ seriesId }, at) =>
        Array.from({ length: (toHour - fromHour) * 6 }, (_, i): Sample => {
          const timeMs = t0 + fromHour * 3_600_000 + i * 10 * minuteMs;
          return [seriesId ?? 0, timeMs, at * 10 + (i % 7)];
        }),
      );
    await bench.journal(samplesOf(-40, 50));
    await bench.compact();
    const head = headOf(samplesOf(50, 70));
    const of = (...places: number[]) => places.flatMap((at) => points[at] ?? []);
    const groups = [of(0, 1, 4), of(2), [], of(3, 1), of(5), of(0, 1, 2, 3, 4, 5)];
    const query = vi.spyOn(bench.client, "query");
    const settled = await sumDays(bench.client, nothing, groups, [[wide], "1d"]);
    expect(query.mock.calls.filter(([text]) => `${text}`.includes("rollup_1d"))).toHaveLength(1);
    query.mockRestore();
    for (const [reader, together] of [
      [nothing, settled],
      [head, await sumDays(bench.client, head, groups, [[wide], "1d"])],
    ] as const) {
      const alone = await oneByOne(groups, (group) =>
        sumDays(bench.client, reader, [group], [[wide], "1d"]).then(([days]) => days),
      );
      expect(together).toEqual(alone);
      expect(together.map((days) => days.length > 1)).toEqual(groups.map(({ length }) => length > 0));
    }
  });

  it("gives buckets wholly inside the window, days of the center's calendar, and nothing for a point without series", async () => {
    const [point] = await bench.addSeries([{ quantity: "power" }]);
    const id = point?.seriesId as number;
    const samples = Array.from({ length: 3 * 24 * 60 }, (_, i): Sample => [id, t0 + i * minuteMs, 60]);
    await bench.journal(samples);
    await bench.compact();
    const points = [{ ...(point as BoundPoint), seriesId: null }, point as BoundPoint];
    const [none, days] = await readRollups(
      bench.client,
      nothing,
      points,
      { fromMs: t0, toMs: t0 + 3 * 86_400_000 },
      "1d",
    );
    expect(none).toEqual([]);
    // The clock goes back on 25 October: that day has 25 hours.
    expect(days?.map((d) => (d.endMs - d.startMs) / 3_600_000)).toEqual([25, 24]);
    expect(days?.[0]?.integral).toBe(BigInt(25 * 3_600_000 * 60));
    const [hours] = await readRollups(
      bench.client,
      nothing,
      [point as BoundPoint],
      { fromMs: t0, toMs: t0 + 3_600_000 },
      "1h",
    );
    expect(hours).toEqual([]);
    const [first] = await readSamples(bench.client, nothing, points, wide);
    expect(first).toEqual(noSamples);
  });

  it("reads whole numbers beyond 2^53, negative ones and nulls as they are stored", async () => {
    const [point] = await bench.addSeries([{ quantity: "power" }]);
    const integrals = ["0", "-1", "9007199254740993", "-123456789012345678901234", "1000000000000", "10000"];
    for (const [i, integral] of integrals.entries())
      await bench.client.query("insert into rollup_1h values ('c', $1, $2, $3, $4, 0, null, null, 0, 0)", [
        point?.seriesId,
        new Date(i * 3_600_000),
        new Date((i + 1) * 3_600_000),
        integral,
      ]);
    const [rows] = await readRollups(
      bench.client,
      nothing,
      [point as BoundPoint],
      { fromMs: 0, toMs: 86_400_000 },
      "1h",
    );
    expect(rows?.map((row) => [row.startMs, row.integral, row.min])).toEqual(
      integrals.map((integral, i) => [i * 3_600_000, BigInt(integral), null]),
    );
  });
});
