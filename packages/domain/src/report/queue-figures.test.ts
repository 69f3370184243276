import { expect, test } from "vitest";
import type { JobWait } from "../service/queue-wait.ts";
import { queueWait } from "../service/queue-wait.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import { entryOf } from "./report-entry.fixture.ts";
import { caveatOf, printedText } from "./words.ts";

const { period, queue } = exampleReportInputs("2026-05");
const { fromMs, toMs } = period.window;
const hour = 3_600_000;

const job = (tenant: string | null, wait: number | null): JobWait => ({
  ...{ tenant, eligibleMs: fromMs, endMs: null },
  startMs: wait === null ? null : fromMs + wait * hour,
});
const told = (jobs: readonly JobWait[], feed: ReportInputs["queue"]["feed"] = period.window) => ({
  queue: { feed, waits: { ...queue.waits, current: queueWait(jobs, period.window, toMs) } },
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
      ...{ value: null, reason: "not_collected", coverage: 0 },
    });
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
