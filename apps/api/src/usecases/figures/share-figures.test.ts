import type { CenterDocumentInput, WindowMs } from "@aidc/contract";
import { isoOf, nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { readHoldings } from "../reports/read-holdings.ts";
import { figureContext } from "./compute-figures.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";
import { allocationFigure, utilisationFigure } from "./share-figures.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const window = { fromMs: Date.UTC(2026, 4, 1), toMs: Date.UTC(2026, 4, 5) };
/** Two days of the four. */
const midMs = window.fromMs + 2 * dayMs;
type Leases = NonNullable<CenterDocumentInput["leases"]>;
const lease = (tenant: string, fromMs: number, toMs: number | null = null): Leases[number] => ({
  id: `l-${tenant}`,
  tenant,
  resource: "accelerators",
  amount: 4,
  from: isoOf(fromMs),
  to: toMs === null ? null : isoOf(toMs),
});

/** Of 16 cards each tenant holds 4 and works with 2 while it sends. */
function center(leases: Leases, sent: Readonly<Record<string, WindowMs>>, held = (_: number) => 4) {
  const ids = Object.keys(sent);
  const document = aCenterDocument({
    center: { id: "c1", name: "Center", timeZone: "UTC" },
    tenants: [...new Set([...ids, ...leases.map(({ tenant }) => tenant)])].map((id) => ({ id, name: id })),
    leases,
    assignments: [],
  });
  const telemetry = new MemoryTelemetry("UTC");
  const points = ids.flatMap((id, at) =>
    (["accelerators_allocated", "accelerators_active"] as const).map((quantity, which) => {
      const seriesId = 2 * at + which;
      const samples = sent[id] ? everyMs(sent[id], 300_000, (atMs) => (which === 0 ? held(atMs) : 2)) : [];
      telemetry.set(seriesId, samples);
      return aPoint({ subject: { kind: "tenant", id }, quantity, seriesId, intervalMs: 300_000 });
    }),
  );
  return figureContext({ history: telemetry }, { document, points }, window, { known: nothingKnown });
}

/** By the window; the days that a report adds up cover the same. */
async function told(leases: Leases, sent: Readonly<Record<string, WindowMs>>) {
  const context = center(leases, sent);
  const [allocation, utilisation] = [await allocationFigure(context), await utilisationFigure(context)];
  const { days, pairs } = await readHoldings(context, window);
  const sumOf = (of: (day: (typeof days)[number]) => number) => days.reduce((sum, day) => sum + of(day), 0);
  const length = window.toMs - window.fromMs;
  expect(sumOf((day) => day.allocation.coveredMs) / length).toBeCloseTo(allocation.coverage, 9);
  const expectedMs = pairs.count * length - sumOf(({ use }) => use.idleMs);
  expect(sumOf(({ use }) => use.coveredMs) / expectedMs).toBeCloseTo(utilisation.coverage, 9);
  return [allocation, utilisation];
}
const all = { fromMs: window.fromMs - dayMs, toMs: window.toMs + dayMs };
const late = { fromMs: midMs, toMs: all.toMs };

it("a tenant that came in the middle is expected from its lease on, and nothing is withheld", async () => {
  const leases = [lease("t1", all.fromMs), lease("t2", midMs)];
  const [allocation, utilisation] = await told(leases, { t1: all, t2: late });
  // To expect it from the first day on covers half of the time and tells neither.
  expect(allocation).toMatchObject({ value: (4 + 8) / 2 / 16, coverage: 1, status: "valid" });
  expect(utilisation).toMatchObject({ value: 0.5, coverage: 1, status: "valid" });
});

it("what it leaves open after its lease began is missing", async () => {
  const leases = [lease("t1", all.fromMs), lease("t2", window.fromMs + dayMs)];
  const [allocation, utilisation] = await told(leases, { t1: all, t2: late });
  expect(allocation).toMatchObject({ value: null, reason: "coverage_low", coverage: 0.75 });
  expect(utilisation?.coverage).toBeCloseTo(6 / 7, 9);
});

it("a tenant that sends without a lease counts all the same", async () => {
  const leases = [lease("t1", all.fromMs), lease("t2", midMs)];
  const [allocation] = await told(leases, { t1: all, t2: all });
  expect(allocation).toMatchObject({ value: 8 / 16, coverage: 1 });
  const [never] = await told([lease("t1", all.fromMs)], { t1: all, t2: late });
  expect(never).toMatchObject({ coverage: 0.5, reason: "coverage_low" });
});

it("silence of the one who has a lease is not made good by those who have none", async () => {
  const leases = [lease("t1", all.fromMs), lease("t2", all.toMs), lease("t3", all.toMs)];
  const none = { fromMs: all.toMs, toMs: all.toMs + dayMs };
  const figures = await told(leases, { t1: none, t2: none, t3: none });
  for (const figure of figures) expect(figure).toMatchObject({ value: null, reason: "no_data", coverage: 0 });
});

it("card-hours of a report are sums of hours: of what changed within one neither its mean nor its last", async () => {
  const changedMs = window.fromMs + 10 * hourMs + 20 * 60_000;
  const next = { ...lease("t1", changedMs), id: "l-t1.2", contract: "l-t1", amount: 7 };
  const leases = [lease("t1", all.fromMs, changedMs), next];
  const context = center(leases, { t1: all }, (atMs) => (atMs < changedMs ? 4 : 1));
  const [day] = (await readHoldings(context, window)).days;
  const [before, after] = [10 + 1 / 3, 24 - 10 - 1 / 3];
  expect(Number(day?.allocated.integral) / hourMs).toBeCloseTo(4 * before + 1 * after, 9);
  expect((day?.leased.amountMs ?? 0) / hourMs).toBeCloseTo(4 * before + 7 * after, 9);
  // By whole hours: four cards for ten of them and one for the rest, or the mean of both.
  expect(Number(day?.allocated.integral) / hourMs).not.toBeCloseTo(4 * 10 + 14, 3);
});

it("a tenant that keeps nothing but a rack has no scheduler of the center to count by: its silence withholds nobody's", async () => {
  const rack = (tenant: string) => ({
    ...lease(tenant, all.fromMs),
    id: `r-${tenant}`,
    resource: "racks" as const,
    amount: 1,
  });
  const early = { fromMs: all.fromMs, toMs: midMs };
  const figures = await told([lease("t1", all.fromMs), lease("t2", all.fromMs, midMs), rack("t2")], {
    t1: all,
    t2: early,
  });
  // The last count before the silence holds for one interval more.
  expect(figures[0]?.value).toBeCloseTo((8 + 4) / 2 / 16, 3);
  expect(figures[0]).toMatchObject({ coverage: 1, status: "valid" });
  expect(figures[1]).toMatchObject({ value: 0.5, status: "valid" });
  // Where all lease racks, the counters are all there is to know it by.
  const [unknown] = await told([rack("t1"), rack("t2")], { t1: all, t2: early });
  expect(unknown).toMatchObject({ value: null, reason: "coverage_low" });
  expect(unknown?.coverage).toBeCloseTo(0.5, 2);
});

it("three counters of four are too little data and not none, in figures as in the tile beside them", async () => {
  const none = { fromMs: all.toMs, toMs: all.toMs + dayMs };
  const ids = ["t1", "t2", "t3", "t4"];
  const leases = ids.map((id) => lease(id, all.fromMs));
  const [allocation, utilisation] = await told(leases, { t1: all, t2: all, t3: all, t4: none });
  expect(allocation).toMatchObject({ value: null, reason: "coverage_low", coverage: 0 });
  expect(utilisation).toMatchObject({ value: null, reason: "coverage_low", coverage: 0.75 });
});

it("what a tenant of leased cards holds that never had a counter is not known while its lease lasts, as in the tile", async () => {
  const sent = { t1: all };
  const last = lease("t2", window.toMs - dayMs / 20);
  const [allocation, utilisation] = await told([lease("t1", all.fromMs), last], sent);
  expect(allocation?.coverage).toBeCloseTo(1 - 1 / 80, 9);
  expect(allocation).toMatchObject({ value: 4 / 16 });
  // What is active is told of those who are counted.
  expect(utilisation).toMatchObject({ value: 0.5, coverage: 1 });
  const [unknown] = await told([lease("t1", all.fromMs), lease("t2", all.fromMs)], sent);
  expect(unknown).toMatchObject({ value: null, reason: "coverage_low", coverage: 0 });
  // Who leases no cards is not waited for, nor whose lease is over.
  const rack = { ...lease("t2", all.fromMs), resource: "racks" as const };
  const over = lease("t3", all.fromMs, window.fromMs);
  const [known] = await told([lease("t1", all.fromMs), rack, over], sent);
  expect(known).toMatchObject({ value: 4 / 16, coverage: 1 });
});
