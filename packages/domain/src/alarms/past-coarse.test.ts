import type { AlarmRule, Quantity, SubjectKind } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { readLimit } from "./condition.ts";
import { occurrencesIn } from "./history.ts";
import { openCourse } from "./past-course.ts";
import { heardSpans, markClock, openClock, silentSpans } from "./past-silence.ts";

/**
 * A history that was filled in later in steps of five minutes, under points that state 15 s. Judged by what they state,
 * as it was, each step is a silence; by how often they were told of, only the hole is.
 */
const second = 1_000;
const minuteMs = 60 * second;
const bridged = { intervalMs: 15 * second, maxGapMs: 15 * minuteMs };
const naive = { intervalMs: 15 * second, maxGapMs: 45 * second };
const minutes = (ms: number | null) => (ms === null ? null : ms / minuteMs);

/** Steps of five minutes over two hours that begin so many minutes late, without those of a hole. */
function steps(lateMinutes: number, hole: readonly [number, number] = [0, 0]): number[] {
  const all = Array.from({ length: 24 }, (_, step) => step * 5 + lateMinutes);
  return all.filter((at) => at < hole[0] || at >= hole[1]);
}
const timesOf = (list: readonly number[]) => Float64Array.from(list, (at) => at * minuteMs);

describe("a limit over a history in steps", () => {
  const read = (value: number) => readLimit(value, { side: "above", raiseAt: 32, deadBand: 1 });
  const delays = { onDelayMs: 90 * second, offDelayMs: 30 * second };
  const timesMs = timesOf(steps(0));
  const values = Float64Array.from(timesMs, (_, step) => (step >= 8 && step < 12 ? 33 : 20));
  const occurred = (stated: typeof bridged & { fromMs?: number }) =>
    occurrencesIn({ timesMs, values }, stated, read, delays).map(({ fromMs, toMs }) => [
      minutes(fromMs),
      minutes(toMs),
    ]);

  it("is beyond it for its delay between two steps, which by the stated interval it never is", () => {
    expect(occurred(bridged)).toEqual([[41.5, 60.5]]);
    expect(occurred(naive)).toEqual([]);
  });

  it("knows the steps at the first moment, and judges none before it", () => {
    expect(occurred({ ...bridged, fromMs: 50 * minuteMs })).toEqual([[51.5, 60.5]]);
  });
});

describe("a device that its source goes on without, in steps", () => {
  const window = { fromMs: 30 * minuteMs, toMs: 110 * minuteMs };
  const clock = openClock(window);
  markClock(clock, timesOf(steps(2)));
  const silent = (stated: typeof bridged, list: readonly number[]) => {
    const heard = heardSpans(timesOf(list), { ...stated, cadences: 3, isKnown: true }, window);
    return silentSpans(heard, clock, window).map(({ fromMs, toMs }) => [minutes(fromMs), minutes(toMs)]);
  };

  it("is not silent between two steps, which by the stated interval it is in each", () => {
    expect(silent(bridged, steps(0))).toEqual([]);
    expect(silent(naive, steps(0))).toHaveLength(16);
  });

  it("is silent once three of its steps have passed, until it sends again", () => {
    // The last step before the hole came at 55 and speaks until 70; of the source the next second is at 72.
    expect(silent(bridged, steps(0, [60, 90]))).toEqual([[72, 90]]);
  });
});

describe("rules that are judged by moments, over steps", () => {
  const tellers: readonly (readonly [SubjectKind, string, Quantity])[] = [
    ["rack", "R1", "power"],
    ["rack", "R2", "power"],
    ["meter", "grid", "power"],
  ];
  const occurrences = (
    stated: typeof bridged,
    condition: AlarmRule["condition"],
    told: readonly (readonly number[])[],
  ) => {
    const points = pointsOf(...tellers).map((point) => ({ ...point, ...stated, sourceId: "ka" }));
    const rule: AlarmRule = { id: "r", name: "R", severity: "minor", condition, onDelayS: 0, offDelayS: 0 };
    const source = { id: "ka", name: "a", createdAtMs: 0, revokedAtMs: null };
    const course = openCourse({ index: indexCenter(exampleCenter(), points), points }, rule, [source]);
    const read = (from: number, to: number) =>
      course.rows.map((row) => {
        const timesMs = timesOf((told[row] ?? []).filter((at) => at >= from && at < to));
        return { timesMs, values: timesMs.map(() => 1) };
      });
    course.remember(read(0, 30));
    // In two parts, as it is read: the steps are known beyond the edge between them.
    for (const [from, to] of [
      [30, 61],
      [61, 110],
    ] as const)
      course.judge(read(from, to), { fromMs: from * minuteMs, toMs: to * minuteMs });
    return course.found().map(({ subject, occurred: { fromMs, toMs } }) => {
      return [`${subject.kind}/${subject.id}`, minutes(fromMs), minutes(toMs)];
    });
  };

  it("a source is lost once three steps were missed, which by the stated interval it is in each", () => {
    const lost = { kind: "source_lost", cadences: 3 } as const;
    const all = tellers.map(() => steps(0, [60, 90]));
    expect(occurrences(bridged, lost, all)).toEqual([["source/a", 70, 90]]);
    expect(occurrences(naive, lost, all).length).toBeGreaterThan(8);
  });

  it("a hall is silent while its racks are and the meter of their source goes on", () => {
    const silent = { kind: "silent", subjectKind: "hall", cadences: 3 } as const;
    const racks = steps(0, [60, 90]);
    expect(occurrences(bridged, silent, [racks, racks, steps(2)])).toEqual([["hall/A", 72, 90]]);
    expect(occurrences(naive, silent, [racks, racks, steps(2)]).length).toBeGreaterThan(8);
  });
});
