import type { CenterDocumentInput } from "@aidc/contract";
import type { HallLine, KnownCorrections, RackLine, ServerAbsence } from "@aidc/domain";
import { isoOf, nothingKnown, rackPlacesOver, shareOfLimits } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import {
  aPoint,
  correctedBy,
  daySumsOf,
  everyMs,
  MemoryTelemetry,
} from "../figures/memory-telemetry.fixture.ts";
import { readHallDays } from "./read-hall-days.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 4, 4);
const window = { fromMs: startMs, toMs: startMs + 2 * dayMs };

/** Hall a: k1 of 20 kW, k2 of 10 kW and an empty rack of 5 kW; hall b: k4 of 20 kW, and k5 of which nobody states one. */
const place: Partial<CenterDocumentInput> = {
  halls: ["a", "b"].map((id) => ({ id, name: id })),
  rows: ["a", "b"].map((hall) => ({ id: `r${hall}`, hall, name: hall })),
  racks: [
    { id: "k1", row: "ra", name: "k1", position: 1, powerLimitW: 20_000 },
    { id: "k2", row: "ra", name: "k2", position: 2, powerLimitW: 10_000 },
    { id: "k3", row: "ra", name: "k3", position: 3, powerLimitW: 5000 },
    { id: "k4", row: "rb", name: "k4", position: 1, powerLimitW: 20_000 },
    { id: "k5", row: "rb", name: "k5", position: 2 },
  ],
  servers: ["k1", "k2", "k4", "k4", "k5"].map((rack, at) => ({ id: `s${at}`, rack, name: `s${at}` })),
  leases: [],
  assignments: [],
};
type Sent = readonly [kind: "rack" | "server", id: string, powerW: number, toMs?: number];

/** By hall and day the share of the limits that is used, and how much of them is known. */
async function sharesOf(
  sent: readonly Sent[],
  known: KnownCorrections = nothingKnown,
  lines: readonly RackLine[] = [],
  absences: readonly ServerAbsence[] = [],
) {
  const halls = await hallsOf(sent, { known, lines, absences });
  return Object.fromEntries(
    halls.map(({ hall, days }) => [
      hall,
      days.map(({ use }) => {
        const share = shareOfLimits(use);
        return share === null || share.whole === 0
          ? null
          : [share.part / share.whole, share.coverage].map((one) => Math.round(one * 1e6) / 1e6);
      }),
    ]),
  );
}

interface Kept {
  readonly known?: KnownCorrections;
  readonly lines?: readonly RackLine[];
  readonly absences?: readonly ServerAbsence[];
  readonly hallLines?: readonly HallLine[];
}

async function hallsOf(
  sent: readonly Sent[],
  { known = nothingKnown, lines = [], absences = [], hallLines = [] }: Kept,
) {
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    meters: [],
    ...place,
  });
  const telemetry = new MemoryTelemetry(document.center.timeZone);
  const points = sent.map(([kind, id, powerW, toMs = window.toMs + dayMs], seriesId) => {
    telemetry.set(
      seriesId,
      everyMs({ fromMs: startMs - dayMs, toMs }, 60_000, () => powerW),
    );
    return aPoint({ subject: { kind, id }, quantity: "power", seriesId });
  });
  const context = figureContext({ history: telemetry }, { document, points }, window, {
    known,
    absences,
  });
  const places = rackPlacesOver(document, lines, window);
  return readHallDays(context, daySumsOf(telemetry), window, { places, hallLines });
}

const all: readonly Sent[] = [
  ["rack", "k1", 10_000],
  ["rack", "k2", 4000],
  ["server", "s2", 5000],
  ["server", "s3", 3000],
  ["rack", "k5", 9000],
];

it("is what the racks of a hall draw of their limits, the empty one included and the one without a limit not", async () => {
  expect(await sharesOf(all)).toEqual({
    a: [
      [0.4, 1],
      [0.4, 1],
    ],
    b: [
      [0.4, 1],
      [0.4, 1],
    ],
  });
});

it("a rack that falls silent stands on neither side for that time, and a server that nobody hears takes its rack with it", async () => {
  const sent = all.map(
    ([kind, id, watts]): Sent => (id === "k1" ? [kind, id, watts, startMs + 1.5 * dayMs] : [kind, id, watts]),
  );
  const { a, b } = await sharesOf(sent.filter(([, id]) => id !== "s3"));
  expect(a?.[0]).toEqual([0.4, 1]);
  // 5 kW + 4 kW of 10 + 10 + 5 kW.
  expect(a?.[1]?.[0]).toBeCloseTo(9 / 25, 2);
  expect(a?.[1]?.[1]).toBeCloseTo(25 / 35, 2);
  expect(b).toEqual([null, null]);
});

it("knows what was put right of a rack on the days of it, and sums of samples on the others", async () => {
  const known = correctedBy({
    kind: "value",
    subject: { kind: "rack", id: "k1" },
    energyKwh: "360",
    reason: "read off",
    from: isoOf(startMs),
    to: isoOf(startMs + dayMs),
  });
  // 15 kW over the day instead of 10.
  expect((await sharesOf(all, known)).a).toEqual([
    [Math.round((19 / 35) * 1e6) / 1e6, 1],
    [0.4, 1],
  ]);
});

it("where nothing is measured nothing is known of a hall", async () => {
  expect(await sharesOf([])).toEqual({ a: [null, null], b: [null, null] });
});

/** As the first import left it, and what later ones changed. */
const kept = (...later: readonly RackLine[]): RackLine[] => {
  const first = (place.racks ?? []).map(({ id, row, powerLimitW = null }) => ({
    id,
    atMs: startMs - 10 * dayMs,
    row,
    limitW: powerLimitW,
  }));
  return [...first, ...later].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.atMs - b.atMs));
};
const later = (id: string, days: number, row: string | null, limitW: number | null): RackLine => ({
  id,
  atMs: startMs + days * dayMs,
  row,
  limitW,
});

it("a limit that was changed counts from its change on, and the days before keep theirs", async () => {
  // 15 kW was the limit of k1 until the second day: 14 of 30 kW, then of 35.
  const lines = kept(later("k1", -5, "ra", 15_000), later("k1", 1, "ra", 20_000));
  expect((await sharesOf(all, nothingKnown, lines)).a).toEqual([
    [Math.round((14 / 30) * 1e6) / 1e6, 1],
    [0.4, 1],
  ]);
  // In the middle of a day it is the mean of the day.
  const noon = kept(later("k1", -5, "ra", 15_000), later("k1", 1.5, "ra", 20_000));
  expect((await sharesOf(all, nothingKnown, noon)).a).toEqual([
    [Math.round((14 / 30) * 1e6) / 1e6, 1],
    [Math.round((14 / 32.5) * 1e6) / 1e6, 1],
  ]);
});

it("a rack that came later is no part of the days before, and one that is gone is unknown on its days", async () => {
  const first = kept().filter(({ id }) => id !== "k1");
  const came = [...first, later("k1", 1, "ra", 20_000)];
  expect((await sharesOf(all, nothingKnown, came)).a).toEqual([
    [Math.round((4 / 15) * 1e6) / 1e6, 1],
    [0.4, 1],
  ]);
  const gone = kept(later("k0", -5, "ra", 35_000), later("k0", 1, null, null));
  expect((await sharesOf(all, nothingKnown, gone)).a).toEqual([
    [0.4, 0.5],
    [0.4, 1],
  ]);
});

it("a rack that was moved draws in each hall while it stood there", async () => {
  const lines = kept(later("k1", -5, "rb", 20_000), later("k1", 0.5, "ra", 20_000));
  const { a, b } = await sharesOf(all, nothingKnown, lines);
  // k1 stood half of the first day in each: 4 + 5 kW of 15 + 10, and 8 + 5 of 20 + 10.
  expect(a?.[0]).toEqual([9 / 25, 1]);
  expect(b?.[0]).toEqual([Math.round((13 / 30) * 1e6) / 1e6, 1]);
  expect(b?.[1]).toEqual([0.4, 1]);
});

it("a rack that was moved and heard for a part of the day is heard for that part in each hall, and its energy counts once", async () => {
  const lines = kept(later("k1", -5, "rb", 20_000), later("k1", 0.5, "ra", 20_000));
  const untilNoon = all.map(
    ([kind, id, watts]): Sent => (id === "k1" ? [kind, id, watts, startMs + dayMs / 2] : [kind, id, watts]),
  );
  const { a, b } = await sharesOf(untilNoon, nothingKnown, lines);
  // 2.5 of 5 kW of k1 in each, of 5 of 10 kW: 2.5 + 4 of 5 + 10 + 5, and 2.5 + 8 of 5 + 20.
  expect(a?.[0]?.map((one) => one.toFixed(2))).toEqual([(6.5 / 20).toFixed(2), (20 / 25).toFixed(2)]);
  expect(b?.[0]?.map((one) => one.toFixed(2))).toEqual([(10.5 / 25).toFixed(2), (25 / 30).toFixed(2)]);
});

it("a rack without a limit for a part of a day on which it was moved, or was not, is heard for that part: naive all of its energy", async () => {
  // k1 stood in b without a limit until noon, and nobody knows which 12 hours were heard: half of them are in a.
  const untilNoon = all.map(
    ([kind, id, watts]): Sent => (id === "k1" ? [kind, id, watts, startMs + dayMs / 2] : [kind, id, watts]),
  );
  for (const row of ["rb", "ra"]) {
    const lines = kept(later("k1", -5, row, null), later("k1", 0.5, "ra", 20_000));
    const { a } = await sharesOf(untilNoon, nothingKnown, lines);
    expect(a?.[0]?.map((one) => one.toFixed(2))).toEqual([(6.5 / 20).toFixed(2), (20 / 25).toFixed(2)]);
  }
});

it("a server that came later is not awaited before, and a rack that held no other was empty: naive half of the rack, or none", async () => {
  const at = (server: string, days: number): ServerAbsence => ({
    server,
    fromMs: Number.NEGATIVE_INFINITY,
    toMs: startMs + days * dayMs,
  });
  const sent = all.filter(([, id]) => id !== "s3");
  const late: readonly Sent[] = [...sent, ["server", "s3", 3000, startMs - dayMs]];
  // 5 of 20 kW, though nobody heard the second server of the rack.
  expect((await sharesOf(late, nothingKnown, [], [at("s3", 9)])).b).toEqual([
    [0.25, 1],
    [0.25, 1],
  ]);
  expect((await sharesOf(sent, nothingKnown, [], [at("s3", 9)])).b).toEqual([
    [0.25, 1],
    [0.25, 1],
  ]);
  expect((await sharesOf(late, nothingKnown, [], [at("s3", 1)])).b?.[1]?.[1]).toBe(0.5);
  const empty = all.map(
    ([kind, id, watts]): Sent => (kind === "server" ? [kind, id, watts, startMs - dayMs] : [kind, id, watts]),
  );
  const { b } = await sharesOf(empty, nothingKnown, [], [at("s2", 1), at("s3", 1)]);
  expect(b).toEqual([[0, 1], null]);
  // What was heard was there.
  expect((await sharesOf(all, nothingKnown, [], [at("s3", 9)])).b?.[0]).toEqual([0.4, 1]);
});

it("a hall that is gone has its past days under the name it had then", async () => {
  const lines = [
    ...kept(later("k1", -5, "rz", 20_000), later("k1", 1, "ra", 20_000)).map((line) =>
      line.row === "rz" ? { ...line, hall: "z" } : line,
    ),
  ];
  const hallLines = [
    { id: "z", atMs: startMs - 9 * dayMs, name: "Old hall" },
    { id: "z", atMs: startMs + dayMs, name: null },
  ];
  const halls = await hallsOf(all, { lines, hallLines });
  expect(halls.map(({ hall, name }) => [hall, name])).toEqual([
    ["a", undefined],
    ["b", undefined],
    ["z", "Old hall"],
  ]);
  // 10 kW of 20 on the day that k1 stood there, and none of it is told of the hall that it was moved to.
  const shares = await sharesOf(all, nothingKnown, lines);
  expect(shares.z).toEqual([[0.5, 1], null]);
  expect(shares.a?.[0]?.[0]).toBeCloseTo(4 / 15, 6);
});
