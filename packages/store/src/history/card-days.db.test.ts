import type { WindowMs } from "@aidc/contract";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clipColumns } from "../chunk/columns.ts";
import type { Sample } from "../compaction/compaction.fixture.ts";
import { CompactionBench } from "../compaction/compaction.fixture.ts";
import { orderByTime } from "../compaction/sort-by-series.ts";
import type { BoundPoint, CardServer } from "../store.ts";
import { cardDays } from "./card-days.ts";
import type { HeadReader } from "./head-reader.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Berlin puts its clock back on 25 October: that day has 25 hours. */
const midnight = Date.parse("2026-10-23T22:00:00Z");
const window: WindowMs = { fromMs: midnight, toMs: midnight + 73 * hourMs };
const nothing: HeadReader = { read: () => null, span: () => null };

/** Everything is in the journal still. */
function headOf(samples: readonly Sample[]): HeadReader {
  const of = (seriesId: number) => {
    const own = samples.filter((one) => one[0] === seriesId);
    return orderByTime({
      timesMs: Float64Array.from(own, (one) => one[1]),
      values: Float64Array.from(own, (one) => one[2]),
    }).columns;
  };
  return {
    read: (seriesId, { fromMs, toMs }) => clipColumns(of(seriesId), fromMs, toMs),
    span: (seriesId) => {
      const { timesMs } = of(seriesId);
      return timesMs.length === 0 ? null : { fromMs: timesMs[0] as number, toMs: timesMs.at(-1) as number };
    },
  };
}

describe("how long accelerators were on and healthy, by day", () => {
  let bench: CompactionBench;
  beforeAll(async () => {
    bench = await CompactionBench.open("Europe/Berlin");
  });
  afterAll(() => bench.close());

  async function aServer(group: number, cards: number): Promise<CardServer> {
    const [power, ...faults] = await bench.addSeries([
      { quantity: "power" },
      ...Array.from({ length: cards }, () => ({ quantity: "fault_code" as const })),
    ]);
    return { power: power as BoundPoint, aboveW: 200, cards, faults, group };
  }

  const minutes = (point: BoundPoint | undefined, over: WindowMs, value: (atMs: number) => number | null) => {
    const samples: Sample[] = [];
    for (let atMs = over.fromMs; atMs <= over.toMs; atMs += minuteMs) {
      const told = value(atMs);
      if (told !== null) samples.push([point?.seriesId as number, atMs, told]);
    }
    return samples;
  };

  it("adds servers of a group up, leaves silence out and names the days that must be looked at finer", async () => {
    const [one, other] = [await aServer(0, 2), await aServer(1, 1)];
    const secondDay = midnight + 24 * hourMs;
    await bench.journal([
      ...minutes(one.power, window, () => 900),
      ...minutes(one.faults[0], window, () => 0),
      // Faulty from the second day's midnight on.
      ...minutes(one.faults[1], window, (atMs) => (atMs >= secondDay ? 79 : 0)),
      // Silent for the last ten hours of the first day, off for an hour of the second.
      ...minutes(other.power, window, (atMs) =>
        atMs > secondDay - 10 * hourMs && atMs < secondDay
          ? null
          : atMs > secondDay + hourMs && atMs < secondDay + 2 * hourMs
            ? 0
            : 900,
      ),
      ...minutes(other.faults[0], window, () => 0),
    ]);
    await bench.compact();
    const { days, mixed } = await cardDays(bench.client, nothing, [one, other], window);
    const hours = ({ knownMs, inMs }: { knownMs: number; inMs: number }) => [
      Math.round(knownMs / hourMs),
      Math.round(inMs / hourMs),
    ];
    expect(
      days.map(({ startMs, group, powered, healthy }) => [
        (startMs - midnight) / hourMs,
        group,
        hours(powered),
        hours(healthy),
      ]),
    ).toEqual([
      [0, 0, [48, 48], [48, 48]],
      [0, 1, [14, 14], [14, 14]],
      [24, 0, [50, 50], [50, 25]],
      [24, 1, [0, 0], [0, 0]],
      [49, 0, [48, 48], [48, 24]],
      [49, 1, [24, 24], [24, 24]],
    ]);
    const day = { startMs: secondDay, endMs: secondDay + 25 * hourMs };
    expect(mixed).toEqual([other.power, ...other.faults].map(({ seriesId }) => ({ seriesId, ...day })));
  });

  it("knows a day on which power and faults were both silent for minutes, packed and in the journal", async () => {
    const server = await aServer(0, 1);
    const firstDay = { fromMs: midnight, toMs: midnight + 24 * hourMs };
    const isSilent = (atMs: number, minute: number) =>
      atMs > midnight + minute * minuteMs && atMs < midnight + (minute + 10) * minuteMs;
    const all = [
      ...minutes(server.power, firstDay, (atMs) => (isSilent(atMs, 100) ? null : 900)),
      ...minutes(server.faults[0], firstDay, (atMs) => (isSilent(atMs, 300) ? null : 0)),
    ];
    const inJournal = await cardDays(bench.client, headOf(all), [server], firstDay);
    await bench.journal(all);
    await bench.compact();
    const packed = await cardDays(bench.client, nothing, [server], firstDay);
    for (const { days, mixed } of [inJournal, packed]) {
      expect(mixed).toEqual([]);
      const [day] = days;
      expect(day?.healthy.inMs).toBe(day?.healthy.knownMs);
      expect(day?.healthy.knownMs).toBeLessThan(24 * hourMs);
      expect(day?.healthy.knownMs).toBeGreaterThan(0.97 * 24 * hourMs);
    }
  });

  const values = fc.array(fc.tuple(fc.integer({ min: -30, max: 4400 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 60,
  });

  it("tells the same of what is packed and of what the journal still holds", async () => {
    await fc.assert(
      fc.asyncProperty(values, values, async (watts, codes) => {
        const server = await aServer(0, 1);
        const id = (point: BoundPoint | undefined) => point?.seriesId as number;
        const at = (minute: number) => midnight + minute * minuteMs;
        const unique = (samples: readonly Sample[]) => [
          ...new Map(samples.map((one) => [one[1], one])).values(),
        ];
        const all = [
          ...unique(watts.map(([minute, step]): Sample => [id(server.power), at(minute), step * 150])),
          ...unique(
            codes.map(([minute, step]): Sample => [id(server.faults[0]), at(minute), step > 2 ? 79 : 0]),
          ),
        ];
        const before = await cardDays(bench.client, headOf(all), [server], window);
        await bench.journal(all);
        await bench.compact();
        expect(before).toEqual(await cardDays(bench.client, nothing, [server], window));
      }),
      { numRuns: 25 },
    );
  });
});
