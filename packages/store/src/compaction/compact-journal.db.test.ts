import { bucketEdgesOver, rollUp } from "@aidc/domain";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readStoredRollups } from "../history/stored-rollups.ts";
import { seriesRules } from "../rollups/series-rules.ts";
import type { BoundPoint } from "../store.ts";
import type { Sample } from "./compaction.fixture.ts";
import { CompactionBench } from "./compaction.fixture.ts";

const t0 = Date.parse("2026-03-29T00:20:00Z");
const minuteMs = 60_000;

/** Whole-minute samples with pauses, over some hours, so that windows, hours and a day's end are crossed. */
const manySamples = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 500 })), {
    minLength: 1,
    maxLength: 120,
    selector: ([minute]) => minute,
  })
  .map((list) => list.map(([minute, value]) => [t0 + minute * minuteMs, value / 4] as const));

describe("compaction", () => {
  let bench: CompactionBench;
  beforeAll(async () => {
    bench = await CompactionBench.open("Europe/Berlin");
  });
  afterAll(() => bench.close());

  const pack = async (
    point: BoundPoint,
    rows: (readonly (readonly [number, number])[])[],
    atOnce: boolean,
  ) => {
    const seriesId = point.seriesId as number;
    for (const row of rows) {
      if (row.length === 0) continue;
      await bench.journal(row.map(([timeMs, value]): Sample => [seriesId, timeMs, value]));
      if (!atOnce) await bench.compact();
    }
    await bench.compact(50);
    return bench.state(seriesId);
  };

  for (const quantity of ["power", "energy", "accelerators_allocated"] as const)
    it(`of ${quantity} ends in the same bytes whatever the rows, their order, repeats and the moments of compaction`, async () => {
      await fc.assert(
        fc.asyncProperty(
          manySamples,
          fc.array(fc.nat(), { maxLength: 8 }),
          fc.nat(),
          async (samples, cuts, seed) => {
            const [one, other] = await bench.addSeries([{ quantity }, { quantity }]);
            const inOrder = samples.toSorted((a, b) => a[0] - b[0]);
            const reference = await pack(one as BoundPoint, [inOrder], true);
            const shuffled = samples.toSorted(
              (a, b) => ((a[0] * 7919 + seed) % 1013) - ((b[0] * 7919 + seed) % 1013),
            );
            const edges = [0, ...cuts.map((cut) => cut % samples.length), samples.length].toSorted(
              (a, b) => a - b,
            );
            const rows = edges.map((edge, i) => shuffled.slice(edge, edges[i + 1] ?? samples.length));
            const repeated = [...rows, shuffled.slice(0, 20)];
            expect(await pack(other as BoundPoint, repeated, seed % 3 === 0)).toEqual(reference);
          },
        ),
        { numRuns: 12 },
      );
    });

  for (const [quantity, scale] of [
    ["power", 2],
    ["energy", 1],
    ["accelerators_allocated", 1],
  ] as const)
    it(`gives ${quantity} the integrals of the domain in every bucket`, async () => {
      await fc.assert(
        fc.asyncProperty(manySamples, async (samples) => {
          const [point] = await bench.addSeries([{ quantity, scale }]);
          await pack(
            point as BoundPoint,
            [samples.slice(0, samples.length / 2), samples.slice(samples.length / 2)],
            false,
          );
          const { rules } = seriesRules(point as BoundPoint, undefined);
          const sorted = samples.toSorted((a, b) => a[0] - b[0]);
          const columns = {
            timesMs: Float64Array.from(sorted, (s) => s[0]),
            values: Float64Array.from(sorted, (s) => s[1] * scale),
          };
          for (const size of ["5m", "1h", "1d"] as const) {
            const span = { fromMs: t0 - 86_400_000, toMs: t0 + 3 * 86_400_000 };
            const edges = bucketEdgesOver(span, size, "Europe/Berlin");
            const wide = {
              seriesId: point?.seriesId as number,
              fromMs: edges[0] as number,
              toMs: edges.at(-1) as number,
            };
            const [stored] = await readStoredRollups(bench.client, "c", [wide], size);
            expect(stored).toEqual(rollUp(columns, edges, rules));
          }
        }),
        { numRuns: 15 },
      );
    });

  it("keeps local days: 23 hours where the clock leaps", async () => {
    const [point] = await bench.addSeries([{ quantity: "power" }]);
    const seriesId = point?.seriesId as number;
    const fromMs = Date.parse("2026-03-28T22:00:00Z");
    const samples = Array.from({ length: 30 * 60 }, (_, i): Sample => [seriesId, fromMs + i * minuteMs, 100]);
    await bench.journal(samples);
    await bench.compact();
    const span = { seriesId, fromMs: fromMs - 86_400_000, toMs: fromMs + 3 * 86_400_000 };
    const [days] = await readStoredRollups(bench.client, "c", [span], "1d");
    expect(
      days?.map((d) => [
        new Date(d.startMs).toISOString(),
        (d.endMs - d.startMs) / 3_600_000,
        d.coveredMs / minuteMs,
        d.integral,
      ]),
    ).toEqual([
      ["2026-03-27T23:00:00.000Z", 24, 60, 360_000_000n],
      ["2026-03-28T23:00:00.000Z", 23, 23 * 60, 23n * 360_000_000n],
      ["2026-03-29T22:00:00.000Z", 24, 359, 2_154_000_000n],
    ]);
  });

  it("keeps the stored value of two for one time, and counts the other", async () => {
    const [point] = await bench.addSeries([{ quantity: "power" }]);
    const id = point?.seriesId as number;
    await bench.journal([
      [id, t0, 1],
      [id, t0 + 1000, 2],
      [id, t0 + 1000, 3],
    ]);
    expect((await bench.compact()).samples).toBe(2);
    await bench.journal([
      [id, t0, 9],
      [id, t0 + 2000, 5],
    ]);
    expect((await bench.compact()).samples).toBe(1);
    const { rows } = await bench.client.query(
      "select count, example from quarantine where reason = 'conflict'",
    );
    expect(rows).toEqual([{ count: "2", example: expect.stringContaining(new Date(t0).toISOString()) }]);
  });

  it("stops at no value: what cannot be a measurement is packed and left out of roll-ups", async () => {
    const [point] = await bench.addSeries([{ quantity: "power" }]);
    const id = point?.seriesId as number;
    await bench.journal([
      [id, t0, 1e308],
      [id, t0 + 1000, 1e308],
      [id, t0 + 2000, 4],
      [id, t0 + 3000, 4],
    ]);
    expect((await bench.compact()).samples).toBe(4);
    const [rows] = await readStoredRollups(
      bench.client,
      "c",
      [{ seriesId: id, fromMs: t0 - 3_600_000, toMs: t0 + 3_600_000 }],
      "5m",
    );
    expect(rows).toMatchObject([{ integral: 4000n, coveredMs: 1000, samples: 2 }]);
  });

  it("packs a series that nobody reads, without roll-ups, and passes over a center that is gone", async () => {
    const [point] = await bench.addSeries([{ quantity: "power", unbound: true }]);
    await bench.journal([[point?.seriesId as number, t0, 1]]);
    await bench.compact();
    expect(await bench.state(point?.seriesId ?? 0)).toMatchObject({
      chunks: [{ samples: 1 }],
      fine: [],
      days: [],
    });
    await bench.client.query(
      "insert into sample_journal select 'gone', id, received_at, source_id, samples, newest_sample_at, payload from sample_journal limit 1",
    );
    const { compactJournal } = await import("./compact-journal.ts");
    expect(await compactJournal(bench.client, { upTo: new Map([["gone", 1e9]]), log: () => {} })).toEqual({
      samples: 0,
      chunks: 0,
      chunkBytes: 0,
    });
  });
});
