import type { CenterDocumentInput, WindowMs } from "@aidc/contract";
import type { ServerAbsence } from "@aidc/domain";
import { nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it, vi } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { energySources } from "../figures/energy-sources.ts";
import { aPoint, daySumsOf, everyMs, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { gapsOfSources } from "./source-gaps.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 4, 3);
const hours = (from: number, to: number): WindowMs => ({
  fromMs: startMs + from * hourMs,
  toMs: startMs + to * hourMs,
});
const days = [0, 24, 48].map((at) => hours(at, at + 24));
const late = (server: string, toMs: number): ServerAbsence => ({
  server,
  fromMs: Number.NEGATIVE_INFINITY,
  toMs,
});

/** Servers s1 and s2 of rack k1, s3 of k2, each heard every minute but in its silences. */
async function gapsOf(
  silent: Readonly<Record<string, readonly WindowMs[]>>,
  absences: readonly ServerAbsence[] = [],
  lacking = days,
) {
  const servers: CenterDocumentInput["servers"] = Object.entries({ s1: "k1", s2: "k1", s3: "k2" }).map(
    ([id, rack]) => ({ id, rack, name: id }),
  );
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC", itBoundary: "it_input" },
    meters: [],
    servers,
    leases: [],
    assignments: [],
  });
  const telemetry = new MemoryTelemetry("UTC");
  const points = Object.keys({ s1: 0, s2: 0, s3: 0 }).map((id, seriesId) => {
    const isHeard = ([at]: readonly [number, number]) =>
      !(silent[id] ?? []).some(({ fromMs, toMs }) => at > fromMs && at < toMs);
    telemetry.set(seriesId, everyMs(hours(-1, 73), 60_000, () => 1000).filter(isHeard));
    return aPoint({ subject: { kind: "server", id }, quantity: "power", seriesId });
  });
  const context = figureContext({ history: telemetry }, { document, points }, hours(0, 72), {
    known: nothingKnown,
    absences,
  });
  const sources = await energySources(context);
  const { rows, notSeen } = await gapsOfSources(context, daySumsOf(telemetry), sources, [
    { side: "it", days: lacking, silences: [] },
  ]);
  expect(notSeen).toEqual([]);
  return rows.map(({ kind, id, what, stretches, lengthMs, window }) => [
    `${kind} ${id} ${what}`,
    stretches,
    lengthMs / hourMs,
    (window.fromMs - startMs) / hourMs,
    (window.toMs - startMs) / hourMs,
  ]);
}

// Naive: the side was not whole on three days, and nobody is told what of it.
it.each([
  { of: "nothing", silent: {}, told: [] },
  {
    of: "two times of one server",
    silent: { s1: [hours(3, 5), hours(30, 31)] },
    told: [["rack k1 unknown", 2, 3, 3, 31]],
  },
  {
    of: "two servers of one rack at overlapping times, which count once",
    silent: { s1: [hours(3, 5)], s2: [hours(4, 6)] },
    told: [["rack k1 unknown", 1, 3, 3, 6]],
  },
  {
    of: "racks at one time, each by its name",
    silent: { s2: [hours(3, 5)], s3: [hours(3, 5)] },
    told: [
      ["rack k1 unknown", 1, 2, 3, 5],
      ["rack k2 unknown", 1, 2, 3, 5],
    ],
  },
  {
    of: "one over whole days, which is one stretch",
    silent: { s3: [hours(-2, 74)] },
    told: [["rack k2 unknown", 1, 72, 0, 72]],
  },
])("tells what is missing of $of", async ({ silent, told }) => {
  expect(await gapsOf(silent)).toEqual(told);
});

// Naive: our own outages in January and in December read every day of thousands of servers between them.
it("reads no day between those that lack something", async () => {
  const read = vi.spyOn(MemoryTelemetry.prototype, "readRollups");
  const apart = days.filter(({ fromMs }) => fromMs !== startMs + 24 * hourMs);
  expect(await gapsOf({ s1: [hours(3, 5), hours(51, 52)] }, [], apart)).toEqual([
    ["rack k1 unknown", 2, 3, 3, 52],
  ]);
  const ofDays = read.mock.calls.flatMap(([, window, resolution]) => (resolution === "1d" ? [window] : []));
  const addedUpByTheDatabase = hours(0, 72);
  expect(ofDays).toEqual([addedUpByTheDatabase, ...apart]);
  read.mockRestore();
});

it("does not await a server before it came", async () => {
  const silent = { s2: [hours(-2, 30)] };
  expect(await gapsOf(silent, [late("s2", startMs + 30 * hourMs)])).toEqual([]);
  expect(await gapsOf(silent, [late("s2", startMs + 24 * hourMs)])).toEqual([
    ["rack k1 unknown", 1, 6, 24, 30],
  ]);
});

it("names a register that was silent by its rack, and no gap of the same time", async () => {
  const document = aCenterDocument({ meters: [], leases: [], assignments: [] });
  const [rack] = document.racks;
  if (!rack) throw new Error("the example center has a rack");
  const telemetry = new MemoryTelemetry("UTC");
  const silent = hours(20, 26.5);
  const isHeard = ([at]: readonly [number, number]) => at <= silent.fromMs || at >= silent.toMs;
  telemetry.set(1, everyMs(hours(-1, 73), 60_000, (at) => at / 3600).filter(isHeard));
  const point = aPoint({ subject: { kind: "rack", id: rack.id }, quantity: "energy", seriesId: 1 });
  const context = figureContext({ history: telemetry }, { document, points: [point] }, hours(0, 72), {
    known: nothingKnown,
  });
  const source = {
    subject: point.subject,
    counter: point,
    gauge: null,
    sign: 1 as const,
    correction: undefined,
  };
  const sources = { facility: [], it: [source] };
  const { rows } = await gapsOfSources(context, daySumsOf(telemetry), sources, [
    { side: "it", days, silences: [{ source, window: silent }] },
  ]);
  expect(rows).toEqual([
    {
      side: "it",
      kind: "rack",
      id: rack.id,
      what: "silent",
      stretches: 1,
      lengthMs: 6.5 * hourMs,
      window: silent,
    },
  ]);
});
