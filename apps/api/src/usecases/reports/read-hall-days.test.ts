import type { CenterDocumentInput } from "@aidc/contract";
import type { KnownCorrections } from "@aidc/domain";
import { isoOf, nothingKnown, shareOfLimits } from "@aidc/domain";
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
async function sharesOf(sent: readonly Sent[], known: KnownCorrections = nothingKnown) {
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
  const context = figureContext({ history: telemetry }, { document, points }, window, { known });
  const halls = await readHallDays(context, daySumsOf(telemetry), window);
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
