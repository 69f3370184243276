import { centerDocumentSchema } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, hourMs } from "./calendar.ts";
import { demoDocument } from "./document.ts";
import { plantFeeds, plantLoops, transformerFailsMs } from "./plant.ts";
import { demoSeries, sampleAt } from "./series.ts";
import { badTransformer, hotRack } from "./story.ts";

const anchorMs = Date.UTC(2026, 2, 18, 4);
const document = centerDocumentSchema.parse(demoDocument(anchorMs));
const all = demoSeries(anchorMs);
const byKey = new Map(
  all.map((series) => [`${series.subject.kind}/${series.subject.id}/${series.quantity}`, series]),
);
function value(key: string, timeMs: number): number {
  const series = byKey.get(key);
  const sample = series && sampleAt(series, timeMs);
  if (sample === null || sample === undefined) throw new Error(`${key} says nothing`);
  return sample;
}
const anyTime = fc.integer({ min: anchorMs - 30 * dayMs, max: anchorMs + 30 * dayMs });
const rackW = (ids: readonly string[], timeMs: number) =>
  ids.reduce((sum, id) => sum + (byKey.has(`rack/${id}/power`) ? value(`rack/${id}/power`, timeMs) : 0), 0);

describe("feeds", () => {
  test("every rack hangs on one feed of either path, and all begin at a UPS", () => {
    for (const path of ["A", "B"])
      for (const { id } of document.racks)
        expect(document.feeds.filter((feed) => feed.path === path && feed.racks.includes(id))).toHaveLength(
          1,
        );
    expect(document.feeds.filter(({ parent }) => parent === null).map(({ id }) => id)).toEqual([
      "ups-a",
      "ups-b",
    ]);
  });

  test("both paths of a row carry what its racks draw, but for the one that reads low since two days", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom("A1", "A2", "B1", "B2", "C1"), (timeMs, row) => {
        const feed = plantFeeds.find(({ id }) => id === `${row}-A`);
        const fed = value(`feed/${row}-A/power`, timeMs) + value(`feed/${row}-B/power`, timeMs);
        const ratio = fed / rackW(feed?.racks ?? [], timeMs);
        const isLow = badTransformer.feed.startsWith(row) && timeMs >= transformerFailsMs(anchorMs);
        expect(ratio).toBeGreaterThan(isLow ? 0.87 : 0.995);
        expect(ratio).toBeLessThan(isLow ? 0.93 : 1.01);
      }),
      { numRuns: 60 },
    );
  });

  test("either path could carry its row alone", () => {
    for (const feed of plantFeeds.filter(({ ratedA }) => ratedA !== undefined)) {
      const limitW = (feed.ratedA ?? 0) * 400 * Math.sqrt(3) * 0.8;
      for (let at = anchorMs - 7 * dayMs; at < anchorMs; at += 6 * hourMs)
        expect(rackW(feed.racks, at)).toBeLessThan(limitW);
    }
  });
});

describe("loops", () => {
  test("flow and rise carry the heat of the racks, and no loop is beyond its design", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom(...plantLoops), (timeMs, loop) => {
        const { densityKgPerL, specificHeatKjPerKgK } = loop.fluid;
        const told = (quantity: string) => value(`loop/${loop.id}/${quantity}`, timeMs);
        const rise = told("return_temperature") - told("supply_temperature");
        const heatW = ((densityKgPerL * told("flow")) / 60) * specificHeatKjPerKgK * rise * 1000;
        const racksW = document.halls.reduce((sum, { id }) => {
          const inHall = document.racks.filter((rack) => rack.row.startsWith(id)).map((rack) => rack.id);
          return sum + (loop.heatOf[id] ?? 0) * rackW(inHall, timeMs);
        }, 0);
        expect(heatW / racksW).toBeCloseTo(1, 1);
        expect(heatW).toBeLessThan(loop.designHeatW);
        expect(told("flow")).toBeLessThanOrEqual(loop.designFlowLpm);
      }),
      { numRuns: 60 },
    );
  });

  test("the coolant is warmer than the dew point of the hall, and the air neither dry nor wet", () => {
    fc.assert(
      fc.property(anyTime, fc.constantFrom("A-01", "B-01", "C-01", hotRack.id), (timeMs, rack) => {
        const humidity = value(`rack/${rack}/relative_humidity`, timeMs);
        expect(humidity).toBeGreaterThan(0.25);
        expect(humidity).toBeLessThan(0.7);
        const gamma =
          Math.log(humidity) +
          (17.62 * value(`rack/${rack}/inlet_temperature`, timeMs)) /
            (243.12 + value(`rack/${rack}/inlet_temperature`, timeMs));
        const dewPointC = (243.12 * gamma) / (17.62 - gamma);
        for (const { id } of plantLoops)
          expect(value(`loop/${id}/supply_temperature`, timeMs)).toBeGreaterThan(dewPointC + 2);
      }),
      { numRuns: 60 },
    );
  });
});
