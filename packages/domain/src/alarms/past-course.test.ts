import type { AlarmRule, Quantity, SubjectKind } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { openCourse } from "./past-course.ts";

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 4, 1);
const at = (minutes: number) => startMs + minutes * minuteMs;

/** Samples of 20 minutes, a quarter of a minute apart, but for a hole; another value in `odd`. */
interface Teller {
  readonly point: readonly [SubjectKind, string, Quantity];
  readonly source: "ka" | "kb";
  readonly hole?: readonly [number, number];
  readonly value?: number;
  readonly odd?: readonly [number, number, number];
}
const tellers: readonly Teller[] = [
  { point: ["meter", "grid", "power"], source: "ka" },
  { point: ["rack", "R1", "power"], source: "ka", hole: [5, 10], value: 1000 },
  { point: ["server", "s1", "power"], source: "ka", hole: [5, 10], value: 500, odd: [2, 3, 5000] },
  { point: ["server", "s2", "power"], source: "ka", hole: [5, 10], value: 500 },
  { point: ["rack", "R2", "power"], source: "ka", hole: [5, 10] },
  { point: ["meter", "sun", "power"], source: "kb", hole: [12, 15] },
];

function columnsOf({ hole = [0, 0], value = 1, odd = [0, 0, 0] }: Teller, from: number, to: number) {
  const isIn = (minutes: number, [begin, end]: readonly number[]) =>
    minutes >= (begin ?? 0) && minutes < (end ?? 0);
  const minutes = Array.from({ length: 80 }, (_, n) => n / 4).filter(
    (one) => one >= from && one < to && !isIn(one, hole),
  );
  return {
    timesMs: Float64Array.from(minutes, at),
    values: Float64Array.from(minutes, (one) => (isIn(one, odd) ? odd[2] : value)),
  };
}

const source = { createdAtMs: at(-60), revokedAtMs: null };
const sources = [
  { id: "ka", name: "a", ...source },
  { id: "kb", name: "b", ...source },
  { id: "kc", name: "feeds nothing", ...source },
];

/** In two parts, as it is read; minutes of each occurrence. */
function occurrences(condition: AlarmRule["condition"], onDelayS = 0) {
  const points = pointsOf(...tellers.map(({ point }) => point)).map((point, row) => ({
    ...point,
    sourceId: tellers[row]?.source ?? null,
    maxGapMs: 45_000,
  }));
  const rule: AlarmRule = { id: "r", name: "R", severity: "minor", condition, onDelayS, offDelayS: 0 };
  const course = openCourse({ index: indexCenter(exampleCenter(), points), points }, rule, sources);
  const read = (from: number, to: number) =>
    course.rows.flatMap((row) => (tellers[row] ? [columnsOf(tellers[row], from, to)] : []));
  course.remember(read(0, 1));
  for (const [from, to] of [
    [1, 7],
    [7, 20],
  ] as const)
    course.judge(read(from, to), { fromMs: at(from), toMs: at(to) });
  return course.found().map(({ subject, occurred: { fromMs, toMs } }) => {
    const minutes = (ms: number) => (ms - startMs) / minuteMs;
    return [`${subject.kind}/${subject.id}`, minutes(fromMs), toMs === null ? null : minutes(toMs)];
  });
}

test("a lost source is told once, from when so many of its cadences were missed until it sends again", () => {
  expect(occurrences({ kind: "source_lost", cadences: 3 })).toEqual([["source/b", 12.5, 15]]);
  expect(occurrences({ kind: "source_lost", cadences: 3 }, 60)).toEqual([["source/b", 13.5, 15]]);
  expect(occurrences({ kind: "source_lost", cadences: 30 })).toEqual([]);
});

test("a hall is silent while nine of ten of its racks are and their source goes on", () => {
  expect(occurrences({ kind: "silent", subjectKind: "hall", cadences: 3 })).toEqual([["hall/A", 5.5, 10]]);
});

test("two measurements disagree while both are fresh, and silence is no disagreement", () => {
  expect(occurrences({ kind: "disagreement", band: 0.1 })).toEqual([["rack/R1", 2, 3]]);
});
