import type { CenterDocument, WindowMs } from "@aidc/contract";
import { localDaysOver, nothingKnown } from "@aidc/domain";
import type { BoundPoint, CardServer } from "@aidc/store";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "../figures/compute-figures.ts";
import { aPoint, daySumsOf, MemoryTelemetry } from "../figures/memory-telemetry.fixture.ts";
import { readLadders } from "./read-ladder.ts";

const timeZone = "Europe/Berlin";
const hourMs = 3_600_000;
/** The clock goes back on 25 October 2026: the second day has 25 hours. */
const midnight = Date.parse("2026-10-23T22:00:00Z");
const window: WindowMs = { fromMs: midnight, toMs: midnight + 49 * hourMs };
const period = { name: "2026-10", kind: "month" as const, window };
const empty = { name: "2025-10", kind: "month" as const, window: { fromMs: 0, toMs: 0 } };
const periods = { current: period, previous: empty, lastYear: empty };

type Told = (hour: number) => number | null;
type Wanted = readonly [
  kind: "server" | "accelerator" | "tenant",
  id: string,
  quantity: BoundPoint["quantity"],
  Told,
];

/** s1 is rated for 4 kW, of s2 nothing is stated; two accelerators each. */
function aCenter(change: Partial<CenterDocument> = {}): CenterDocument {
  const accelerators = { model: "h100-sxm", count: 2 };
  return aCenterDocument({
    center: { id: "c1", name: "C", timeZone },
    racks: ["r1", "r2"].map((id, at) => ({ id, row: "r1", name: id, position: at + 1 })),
    servers: [
      { id: "s1", rack: "r1", name: "s1", heightU: 8, ratedPowerW: 4000, accelerators },
      { id: "s2", rack: "r2", name: "s2", heightU: 8, accelerators },
    ],
    tenants: ["t1", "t2"].map((id) => ({ id, name: id })),
    leases: ["t1", "t2"].map((tenant) => ({
      id: `L-${tenant}`,
      tenant,
      resource: "accelerators" as const,
      amount: 2,
      from: "2026-01-01T00:00:00Z",
      to: null,
    })),
    assignments: [],
    ...change,
  });
}

/** Every minute what is told of its hour; no roll-up of a day decides anything, so that the finer ones must. */
async function read(document: CenterDocument, wanted: readonly Wanted[]) {
  const telemetry = new MemoryTelemetry(timeZone);
  const points = wanted.map(([kind, id, quantity, told], seriesId) => {
    const samples: [number, number][] = [];
    for (let atMs = window.fromMs; atMs <= window.toMs; atMs += 60_000) {
      const value = told((atMs - midnight) / hourMs);
      if (value !== null) samples.push([atMs, value]);
    }
    telemetry.set(seriesId, samples);
    return aPoint({ subject: { kind, id }, quantity, seriesId });
  });
  const context = figureContext({ history: telemetry }, { document, points }, window, {
    known: nothingKnown,
  });
  const cardDays = async (servers: readonly CardServer[], over: WindowMs) => {
    const series = servers.flatMap(({ power, faults }) =>
      [power, ...faults].flatMap((one) => one.seriesId ?? []),
    );
    const days = over.toMs > over.fromMs ? localDaysOver(over, timeZone) : [];
    const mixed = days.flatMap(({ fromMs: startMs, toMs: endMs }) =>
      series.map((seriesId) => ({ seriesId, startMs, endMs })),
    );
    return { days: [], mixed };
  };
  const { current } = await readLadders(context, { ...daySumsOf(telemetry), cardDays }, periods);
  return current;
}

const hours = (time: { knownMs: number; inMs: number } | undefined) =>
  time && [time.knownMs / hourMs, time.inMs / hourMs].map((value) => Math.round(value * 100) / 100);
const always = (value: number) => () => value;

describe("what servers and accelerators tell of a day", () => {
  it("counts cards of servers above their threshold, a day of 25 hours as 25, and a silent hour as not known", async () => {
    const { days, powered, healthy } = await read(aCenter(), [
      // Half of the first day its controller alone is awake; the hour from 30 to 31 of the second is silent.
      ["server", "s1", "power", (hour) => (hour > 30 && hour < 31 ? null : hour < 12 ? 100 : 900)],
      ["accelerator", "s1:0", "fault_code", always(0)],
      ["accelerator", "s1:1", "fault_code", (hour) => (hour >= 20 && hour < 22 ? 79 : 0)],
    ]);
    expect(days.map((day) => hours(day.powered["h100-sxm"]))).toEqual([
      [48, 24],
      [48, 48],
    ]);
    // The second card is faulty for two hours; five minutes in which a fault begins or ends count whole.
    const [first, second] = days.map((day) => hours(day.healthy["h100-sxm"]));
    expect(first?.[0]).toBe(48);
    expect(first?.[1]).toBeCloseTo(22, 0);
    expect(second).toEqual([48, 48]);
    expect([powered, healthy]).toEqual([
      { count: 1, grade: "derived" },
      { count: 2, grade: "derived" },
    ]);
  });

  it("takes DC power where there is no AC, any draw for on where no rating is stated, and nothing of others", async () => {
    const { days } = await read(aCenter(), [["server", "s2", "dc_power", always(1)]]);
    expect(days.map((day) => day.powered)).toEqual(
      [24, 25].map((length) => ({
        "h100-sxm": { knownMs: 2 * length * hourMs, inMs: 2 * length * hourMs },
      })),
    );
    expect(days.map((day) => day.healthy)).toEqual([{}, {}]);
  });
});

describe("the work of cards that are held", () => {
  const uses = (...values: readonly number[]): Wanted[] =>
    ["s1:0", "s1:1", "s2:0", "s2:1"].map((id, at) => [
      "accelerator",
      id,
      "utilisation",
      always(values[at] ?? 0),
    ]);
  const assigned = (tenant: string, rack: string, from: string, to: string | null = null) => ({
    lease: `L-${tenant}`,
    rack,
    from,
    to,
  });
  const early = "2026-01-01T00:00:00Z";

  it("is told by tenant, to the hour on the day on which one of them changes", async () => {
    // The second tenant comes at six in the morning of the first day.
    const document = aCenter({
      assignments: [assigned("t1", "r1", early), assigned("t2", "r2", "2026-10-24T04:00:00Z")],
    });
    const { days, effective } = await read(document, uses(0.5, 0.25, 1, 1));
    expect(effective).toEqual({ count: 4, grade: "metered" });
    expect(
      days.map((day) => day.effective.map((one) => [one.tenant, one.heldMs / hourMs, ...(hours(one) ?? [])])),
    ).toEqual([
      [
        ["t1", 48, 48, 18],
        ["t2", 36, 36, 36],
      ],
      [
        ["t1", 50, 50, 18.75],
        ["t2", 50, 50, 50],
      ],
    ]);
  });

  it("is of those alone whose active cards are counted, and of all cards where nothing is assigned to them", async () => {
    const counted: Wanted = ["tenant", "t1", "accelerators_active", always(2)];
    const held = aCenter({ assignments: [assigned("t1", "r1", early), assigned("t2", "r2", early)] });
    const some = await read(held, [...uses(0.5, 0.5, 1, 1), counted]);
    expect(some.days[0]?.effective.map((one) => [one.tenant, ...(hours(one) ?? [])])).toEqual([
      ["t1", 48, 24],
    ]);
    const free = await read(aCenter(), uses(0.5, 0.5, 1, 1));
    expect(free.days[0]?.effective.map((one) => [one.tenant, ...(hours(one) ?? [])])).toEqual([
      [null, 96, 72],
    ]);
  });
});
