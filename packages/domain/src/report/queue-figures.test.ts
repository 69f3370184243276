import fc from "fast-check";
import { expect, test } from "vitest";
import type { JobWait } from "../service/queue-wait.ts";
import { queueOwners, queueWait } from "../service/queue-wait.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { reportPeriod } from "./period.ts";
import { isQueueTellable } from "./queue-figures.ts";
import { entryOf } from "./report-entry.fixture.ts";
import { caveatOf, printedText } from "./words.ts";

const { period, queue } = exampleReportInputs("2026-05");
const { fromMs, toMs } = period.window;
const hour = 3_600_000;

const job = (tenant: string | null, wait: number | null): JobWait => ({
  tenant,
  eligibleMs: fromMs,
  endMs: null,
  startMs: wait === null ? null : fromMs + wait * hour,
});
const told = (jobs: readonly JobWait[], feed: ReportInputs["queue"]["feed"] = period.window) => ({
  queue: {
    feed,
    waits: { ...queue.waits, current: queueWait(jobs, period.window, toMs) },
    months: { ...queue.months, current: [queueOwners(jobs, period.window, toMs)] },
  },
});
const figureOf = (name: string, change: Partial<ReportInputs>) =>
  entryOf(`service.${name}`, "2026-05", change).figure;
const started = [1, 2, 3].map((hours) => job(null, hours));

test("a percentile that a waiting job could push up is printed as a lower bound, with why; one that it cannot is not", () => {
  const change = told([...started, job(null, null)]);
  const median = figureOf("queue_wait", change);
  expect(median).toMatchObject({ value: 2.5, status: "valid" });
  expect(caveatOf(median)).toBeNull();
  const p95 = figureOf("queue_wait_p95", change);
  expect(p95).toMatchObject({ reason: "lower_bound", status: "provisional" });
  expect(printedText(p95, 3)).toBe(`≥ ${(3 + 0.85 * (744 - 3)).toFixed(3)} h`);
  expect(caveatOf(p95)?.zh).toContain("下限");
});

test("no jobs is no jobs and not 0 h, and nobody asked is not collected and not 0 jobs", () => {
  expect(figureOf("queue_wait", told([]))).toMatchObject({ value: null, reason: "no_jobs" });
  expect(figureOf("queue_jobs", told([]))).toMatchObject({ value: 0, status: "valid" });
  for (const name of ["queue_wait", "queue_jobs", "queue_waiting_share"]) {
    expect(figureOf(name, told(started, null))).toMatchObject({ value: null, reason: "not_collected" });
    const later = { fromMs: toMs, toMs: toMs + hour };
    expect(figureOf(name, told(started, later))).toMatchObject({ value: null, reason: "not_collected" });
    expect(entryOf(`service.${name}`, "2026-05", told(started)).previous).toMatchObject({
      value: null,
      reason: "not_collected",
      coverage: 0,
    });
  }
});

test("what the database did not add up in its time is not computed, and not a queue that nobody tells of", () => {
  const slow: Partial<ReportInputs> = { queue: { ...told([], null).queue, isNotComputed: true } };
  for (const name of ["queue_wait", "queue_jobs", "queue_waiting_share"]) {
    const entry = entryOf(`service.${name}`, "2026-05", slow);
    expect(entry.figure).toMatchObject({ value: null, reason: "not_computed", status: "invalid" });
    expect(entry.previous).toMatchObject({ value: null, reason: "not_computed" });
    expect(caveatOf(entry.figure)?.en).toContain("took too long");
  }
});

test("told of for half of the period, the coverage says so", () => {
  const half = told(started, { fromMs, toMs: (fromMs + toMs) / 2 });
  expect(figureOf("queue_wait", half)).toMatchObject({ value: 2, coverage: 0.5, status: "provisional" });
  const both = told([...started, job(null, null)], half.queue.feed);
  expect(caveatOf(figureOf("queue_wait_p95", both))?.en).toMatch(/still wait.*; provisional, 50.0 % covered/);
});

test("of one or two tenants nothing is told, of accounts that are no tenants it is", () => {
  const of = (...tenants: (string | null)[]) => told(tenants.map((tenant, at) => job(tenant, at)));
  for (const name of ["queue_wait", "queue_jobs", "queue_waiting_share"]) {
    expect(figureOf(name, of("t1", "t1", "t2"))).toMatchObject({ value: null, reason: "suppressed" });
    expect(figureOf(name, of(...Array.from({ length: 9 }, () => "t1"), "t2", "t3")).reason).toBe(
      "suppressed",
    );
    expect(figureOf(name, of("t1", "t2", null)).value).not.toBeNull();
    expect(figureOf(name, of(null, null)).value).not.toBeNull();
  }
});

const year = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`);
const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];
const periods = [...year, ...quarters, "2026"];
const windows = new Map(periods.map((name) => [name, reportPeriod(name, "Asia/Shanghai").window]));
function windowOf(name: string) {
  const window = windows.get(name);
  if (!window) throw new Error(`${name} is none of the periods`);
  return window;
}
function monthsOf(name: string) {
  const { fromMs, toMs } = windowOf(name);
  return year.map((month) => windowOf(month)).map((month) => month.fromMs >= fromMs && month.toMs <= toMs);
}
const yearEndMs = windowOf("2026").toMs;
const jobIn = (tenant: string, month: string): JobWait => {
  const { fromMs: eligibleMs } = windowOf(month);
  return { tenant, eligibleMs, startMs: eligibleMs + hour, endMs: null };
};
const ownersIn = (jobs: readonly JobWait[], name: string) => queueOwners(jobs, windowOf(name), yearEndMs);
const isToldOf = (jobs: readonly JobWait[]) => (name: string) =>
  isQueueTellable(year.filter((_, at) => monthsOf(name)[at]).map((month) => ownersIn(jobs, month)));
const isToldWhole = (jobs: readonly JobWait[]) => (name: string) => isQueueTellable([ownersIn(jobs, name)]);

/** Withheld periods of which what started follows from sums and differences of what is told. */
function leaks(isTold: (name: string) => boolean): string[] {
  const vectorOf = (name: string) => monthsOf(name).map(Number);
  const told = periods.filter(isTold).map(vectorOf);
  return periods.filter((name) => !isTold(name) && rankOf([...told, vectorOf(name)]) === rankOf(told));
}

function rankOf(rows: readonly (readonly number[])[]): number {
  const [first, ...rest] = rows.filter((row) => row.some((cell) => Math.abs(cell) > 1e-9));
  if (!first) return 0;
  const pivot = first.findIndex((cell) => Math.abs(cell) > 1e-9);
  const less = (row: readonly number[]) =>
    row.map((cell, at) => cell - ((row[pivot] ?? 0) / (first[pivot] ?? 1)) * (first[at] ?? 0));
  return 1 + rankOf(rest.map(less));
}

test("a quarter less two of its months would tell the third: judged as a whole it is, month by month it is not", () => {
  const jobs = [
    ...["a", "b", "c"].flatMap((tenant) => [jobIn(tenant, "2026-01"), jobIn(tenant, "2026-03")]),
    ...["a", "b"].map((tenant) => jobIn(tenant, "2026-02")),
  ];
  expect(isToldWhole(jobs)("2026-Q1")).toBe(true);
  expect(leaks(isToldWhole(jobs))).toEqual(["2026-02"]);
  expect(["2026-01", "2026-02", "2026-Q1", "2026-Q2", "2026"].filter(isToldOf(jobs))).toEqual([
    ...["2026-01", "2026-Q2"],
  ]);
  expect(leaks(isToldOf(jobs))).toEqual([]);
});

test("no sum or difference of what is told is what is withheld, whoever queues when", () => {
  const anyJob = fc
    .record({
      tenant: fc.constantFrom("a", "b", "c", "d"),
      month: fc.constantFrom(...year),
      hours: fc.integer({ min: 0, max: 3000 }),
    })
    .map(({ tenant, month, hours }): JobWait => {
      const { fromMs: eligibleMs } = windowOf(month);
      return { tenant, eligibleMs, startMs: eligibleMs + hours * hour, endMs: null };
    });
  fc.assert(
    fc.property(fc.array(anyJob, { maxLength: 60 }), (jobs) => {
      expect(leaks(isToldOf(jobs))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
