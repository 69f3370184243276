import { expect, test } from "vitest";
import type { SoakMeasure } from "./soak-judge.ts";
import { judgeCounts, judgeHeaps, judgeSoak } from "./soak-judge.ts";

const pictures = [130, 142, 150] as const;

/** Pictures in turn, the third only now and then; `grown` says what a leak has added by then. */
function run(grown: (index: number) => Partial<SoakMeasure>): SoakMeasure[] {
  return Array.from({ length: 80 }, (_, index) => {
    const elements = pictures[index % 7 === 0 ? 2 : index % 2] ?? 0;
    const calm = {
      tick: index * 3_000,
      heapKilobytes: 6_500,
      workerHeapKilobytes: 2_000,
      workers: 1,
      elements,
      nodes: elements * 2,
      listeners: 178,
    };
    return { ...calm, ...grown(index) };
  });
}

test("pictures of unlike size in any order are no leak", () => {
  expect(judgeCounts(run(() => ({})))).toEqual([]);
});

test("a last quarter without the smallest picture is no leak: its fewest nodes would say 260 -> 284", () => {
  const lacking = run(() => ({})).filter(({ elements }, index) => index < 60 || elements !== 130);
  expect(judgeCounts(lacking)).toEqual([]);
});

test("nodes that are kept of pictures long gone are found", () => {
  const faults = judgeCounts(run((index) => ({ nodes: 300 + index })));
  expect(faults).toContainEqual(expect.stringMatching(/^nodes beside 130 elements 30\d -> 34\d$/));
});

test("listeners and workers that pile up are found", () => {
  expect(judgeCounts(run((index) => ({ listeners: 178 + index })))).not.toEqual([]);
  expect(judgeCounts(run((index) => ({ workers: 1 + index })))).not.toEqual([]);
});

test("a picture that grows is found, although no two of its sizes compare", () => {
  expect(judgeCounts(run((index) => ({ elements: 130 + index, nodes: 260 + index })))).toEqual([
    "elements of the largest picture 169 -> 209",
    "0 of 80 measures compare",
  ]);
});

test.each(["heapKilobytes", "workerHeapKilobytes"] as const)(
  "a leak of %s is found, beside the other",
  (heap) => {
    expect(judgeHeaps(run(() => ({})))).toEqual([]);
    const faults = judgeHeaps(run((index) => ({ [heap]: 6_500 + index * 6 })));
    expect(faults).toEqual([`${heap} 2.000 per 1,000 ticks: it climbs`]);
  },
);

test("a worker that ended is a fault though another took over, and what the page said of it is told", () => {
  const wall = {
    strangers: [],
    loads: () => 1,
    workerEnds: ["2026-01-01T00:00:00.000Z"],
    complaints: ["net::ERR_CONNECTION_REFUSED", "Uncaught RangeError: rack frame too large"],
  };
  expect(
    judgeSoak(
      run(() => ({})),
      [],
      { ...wall, workerEnds: [] },
    ),
  ).toEqual([]);
  expect(
    judgeSoak(
      run(() => ({})),
      [],
      wall,
    ),
  ).toEqual([
    "the worker of the live connection ended at 2026-01-01T00:00:00.000Z; the page said: Uncaught RangeError: rack frame too large",
  ]);
});
