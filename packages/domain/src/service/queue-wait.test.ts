import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JobWait } from "./queue-wait.ts";
import { countWaits, feedOf, interpolated, queueOwners, queueWait, waitPlace } from "./queue-wait.ts";

/** Standards 2.3, each rule with the naive result that it refuses. Times are hours from the window's beginning. */

const hour = 3_600_000;
const window = { fromMs: 0, toMs: 24 * hour };
const known = 24 * hour;

function job(eligible: number | null, start: number | null, end: number | null = null): JobWait {
  const ms = (hours: number | null) => (hours === null ? null : hours * hour);
  return { tenant: null, eligibleMs: ms(eligible), startMs: ms(start), endMs: ms(end) };
}

function hoursOf(jobs: readonly JobWait[], share: "p50" | "p90" | "p95", lastKnownMs = known) {
  const found = queueWait(jobs, window, lastKnownMs);
  if (found.ranks === null) return null;
  const { belowMs, aboveMs } = found.ranks[share];
  return interpolated(belowMs, aboveMs, waitPlace(share, countWaits(found).jobs).weight) / hour;
}

describe("queue wait", () => {
  const started = [job(0, 0), job(1, 2), job(2, 4)];
  const jammed = [...started, job(4, null), job(6, null)];

  test("median 2 h with the two that wait still, not 1 h of the started ones alone", () => {
    const naive = hoursOf(started, "p50");
    expect(naive).toBe(1);
    expect(hoursOf(jammed, "p50")).toBe(2);
    expect(countWaits(queueWait(jammed, window, known))).toEqual({
      started: 3,
      waiting: 2,
      withdrawn: 0,
      jobs: 5,
    });
  });

  test("gets worse when the queue jams, although nobody starts any more and the naive median stays", () => {
    const medians = [0, 5, 50].map((stuck) =>
      hoursOf([...started, ...Array.from({ length: stuck }, () => job(3, null))], "p50"),
    );
    expect(medians).toEqual([1, 21, 21]);
  });

  test("is interpolated: 8.55 h, not the 9 h of the nearest rank; and no mean, which one long wait of ten makes 2 h", () => {
    const jobs = Array.from({ length: 10 }, (_, at) => job(0, at));
    const sorted = jobs.map(({ startMs }) => Number(startMs) / hour);
    const nearestRank = sorted[Math.ceil(0.95 * 10) - 1];
    expect(nearestRank).toBe(9);
    expect(hoursOf(jobs, "p95")).toBeCloseTo(8.55, 12);
    expect(hoursOf(jobs, "p90")).toBeCloseTo(8.1, 12);
    const oneLong = [...Array.from({ length: 9 }, () => job(0, 0)), job(0, 20)];
    const mean = oneLong.reduce((sum, { startMs }) => sum + Number(startMs) / hour, 0) / 10;
    expect(mean).toBe(2);
    expect(hoursOf(oneLong, "p50")).toBe(0);
    expect(hoursOf(oneLong, "p95")).toBeCloseTo(11, 12);
  });

  test("a percentile at or above one that waits still is a lower bound; one below it is exact", () => {
    const ranks = queueWait([job(0, 0), job(0, 1), job(0, 2), job(0, 3), job(20, null)], window, known).ranks;
    expect(ranks?.p50).toEqual({ belowMs: 2 * hour, aboveMs: 2 * hour, isLowerBound: false });
    expect(ranks?.p90).toMatchObject({ belowMs: 3 * hour, aboveMs: 4 * hour, isLowerBound: true });
    // As long as one that started: whatever becomes of it, it does not come before that one.
    expect(queueWait([job(0, 2), job(22, null)], window, known).ranks?.p50.isLowerBound).toBe(true);
    expect(queueWait([job(0, 2), job(1, 3), job(22, null)], window, known).ranks?.p50.isLowerBound).toBe(
      false,
    );
  });

  test("one withdrawn before its start counts with what it had waited: left out, giving up would shorten the queue", () => {
    const jobs = [job(0, 1), job(0, null, 10), job(0, null, 12)];
    expect(hoursOf([job(0, 1)], "p50")).toBe(1);
    expect(hoursOf(jobs, "p50")).toBe(10);
    const found = queueWait(jobs, window, known);
    expect(found.ranks?.p95.isLowerBound).toBe(false);
    expect(countWaits(found)).toMatchObject({ started: 1, waiting: 0, withdrawn: 2 });
  });

  test.each<[string, JobWait, ReturnType<typeof countWaits> | null, number | null]>([
    ["waited before and starts inside: all of its wait", job(-10, 2), null, 12],
    ["starts as the window begins: it was waiting before", job(-10, 0), null, null],
    ["starts at once as the window begins", job(0, 0), null, 0],
    ["starts as the window ends: it waits still", job(20, 24), null, 4],
    ["starts after the window: its age at the end and not its wait", job(20, 30), null, 4],
    ["withdrawn after the window: it waits still", job(20, null, 30), null, 4],
    ["eligible as the window ends", job(24, null), null, null],
    ["held until now", job(null, null), null, null],
    ["withdrawn and never eligible", job(null, null, 3), null, null],
  ])("%s", (_, one, __, hours) => {
    expect(hoursOf([one], "p50", 30 * hour)).toBe(hours);
  });

  test("nobody waits beyond what is known: 4 h by the last statement, not 20 h by the end of the window", () => {
    expect(hoursOf([job(4, null)], "p50", 8 * hour)).toBe(4);
    expect(hoursOf([job(9, null)], "p50", 8 * hour)).toBeNull();
  });

  test("of no jobs there is no wait, and not 0 s", () => {
    expect(queueWait([], window, known).ranks).toBeNull();
    expect(feedOf([], known)).toBeNull();
    expect(feedOf([job(3, null), job(null, null), job(2, 5)], known)).toEqual({
      fromMs: 2 * hour,
      toMs: known,
    });
  });

  test("groups by length, tenants apart from all others", () => {
    const jobs = [
      { ...job(0, 0), tenant: "a" },
      { ...job(0, 1), tenant: "a" },
      { ...job(0, null), tenant: "b" },
      job(0, 0.5),
    ];
    const { groups } = queueWait(jobs, window, known);
    expect(groups.map((group) => Object.values(group).join(" "))).toEqual([
      ...["1 0 0", "0 0 0", "0 0 0", "1 0 0", "1 0 0", "0 0 0", "0 0 0", "0 1 0", "0 0 0", "0 0 0"],
    ]);
    expect(queueOwners(jobs, window, known)).toEqual({ tenants: [1, 2], others: 1 });
  });
});

const moment = fc.option(fc.integer({ min: -30, max: 30 }), { nil: null });
const anyJob = fc
  .record({
    eligible: moment,
    wait: fc.integer({ min: 0, max: 40 }),
    how: fc.constantFrom("start", "end", "wait"),
  })
  .map(({ eligible, wait, how }) => {
    const left = eligible === null ? null : eligible + wait;
    return job(eligible, how === "start" ? left : null, how === "end" ? left : null);
  });

test("does not depend on the order of the jobs, and more waiting never lowers a percentile", () => {
  fc.assert(
    fc.property(
      fc.array(anyJob, { maxLength: 40 }),
      fc.nat(),
      fc.integer({ min: 1, max: 10 }),
      (jobs, seed, more) => {
        const found = queueWait(jobs, window, 40 * hour);
        const turned = [...jobs.slice(seed % (jobs.length + 1)), ...jobs.slice(0, seed % (jobs.length + 1))];
        expect(queueWait(turned.reverse(), window, 40 * hour)).toEqual(found);
        if (found.ranks === null) return;
        // Jobs that wait longer than any other.
        const stuck = Array.from({ length: more }, () => job(-60, null));
        for (const share of ["p50", "p90", "p95"] as const) {
          const [before, after] = [
            hoursOf(jobs, share, 40 * hour),
            hoursOf([...jobs, ...stuck], share, 40 * hour),
          ];
          expect(Number(after)).toBeGreaterThanOrEqual(Number(before) - 1e-9);
        }
      },
    ),
  );
});
