import { expect, test } from "vitest";
import type { Sounding } from "./self-grade.ts";
import { sumUpShift } from "./sum-up-shift.ts";

const hour = 3_600_000;
const window = { fromMs: 8 * hour, toMs: 16 * hour };

function countsOf(...soundings: readonly Sounding[]) {
  const rest = { board: { alarms: [], more: 0 }, serviceEvents: [], entries: 0 };
  const { alarmsRaised, alarmsReturned } = sumUpShift({
    ...rest,
    window,
    annunciations: soundings,
    explained: new Set(),
  });
  return { alarmsRaised, alarmsReturned };
}
const sounding = (occurrence: number, atHour: number, clearedHour: number | null): Sounding => ({
  alarm: "hot/rack/r1",
  occurrence,
  severity: "major",
  atMs: atHour * hour,
  clearedMs: clearedHour === null ? null : clearedHour * hour,
});

test("an occurrence that sounds again off its shelf was raised once and returned once", () => {
  expect(countsOf(sounding(1, 9, 15), sounding(1, 11, 15), sounding(1, 13, 15))).toEqual({
    alarmsRaised: 1,
    alarmsReturned: 1,
  });
});
test("the same alarm the next time is another occurrence", () => {
  expect(countsOf(sounding(1, 9, 10), sounding(2, 11, null))).toEqual({ alarmsRaised: 2, alarmsReturned: 1 });
});
test("what was raised in the shift before was not raised in this one, though it sounds again", () => {
  expect(countsOf(sounding(1, 7, null), sounding(1, 9, null))).toEqual({
    alarmsRaised: 0,
    alarmsReturned: 0,
  });
});
