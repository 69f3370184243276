import type { AlarmView } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import type { UrgentSince } from "./rotation.ts";
import {
  firstTurn,
  holdsTurns,
  noteUrgent,
  sceneOfAlarms,
  sceneWithAlarms,
  turnScenes,
  urgentAlarms,
} from "./rotation.ts";

const plan = { scenes: 3, secondsPerScene: 20, isHeld: false };
const heldPlan = { ...plan, isHeld: true };

describe("scenes take turns", () => {
  it("each for its time, and then from the beginning", () => {
    const seen = Array.from({ length: 8 }, () => 0);
    let rotation = firstTurn(0);
    for (let second = 0; second < 160; second++) {
      rotation = turnScenes(rotation, plan, second * 1_000);
      if (second % 20 === 10) seen[Math.floor(second / 20)] = rotation.at;
    }
    expect(seen).toEqual([0, 1, 2, 0, 1, 2, 0, 1]);
    expect(rotation.round).toBe(2);
  });

  it("nothing changes within a turn", () => {
    const rotation = firstTurn(0);
    expect(turnScenes(rotation, plan, 19_999)).toBe(rotation);
    expect(turnScenes(rotation, plan, 20_000)).toEqual({ at: 1, round: 0, sinceMs: 20_000 });
  });

  it("one scene stays and counts its rounds", () => {
    expect(turnScenes(firstTurn(0), { ...plan, scenes: 1 }, 20_000)).toMatchObject({ at: 0, round: 1 });
  });

  it("an alarm holds for as long as it needs somebody; then the turn has its whole time again", () => {
    let rotation = turnScenes(firstTurn(0), plan, 20_000);
    for (let second = 25; second < 500; second += 5)
      rotation = turnScenes(rotation, heldPlan, second * 1_000);
    expect(rotation.at).toBe(1);
    expect(turnScenes(rotation, plan, 510_000).at).toBe(1);
    expect(turnScenes(rotation, plan, 515_000).at).toBe(2);
  });

  it("a shorter list and a clock set back do no harm", () => {
    expect(turnScenes({ at: 2, round: 0, sinceMs: 0 }, { ...plan, scenes: 2 }, 1_000).at).toBe(0);
    expect(turnScenes({ at: 1, round: 0, sinceMs: 90_000 }, plan, 10_000)).toMatchObject({ at: 1 });
  });
});

const alarm = (changes: Partial<AlarmView> = {}) => ({
  ...({ id: "a", letter: "B", severity: "critical", root: null, raisedMs: 0, occurrence: 1 } as const),
  ...changes,
});

it.each([
  ["new and critical", [alarm()], true],
  ["new and major", [alarm({ severity: "major" })], true],
  ["new and minor", [alarm({ severity: "minor" })], false],
  ["acknowledged", [alarm({ letter: "C" })], false],
  ["returned", [alarm({ letter: "D" })], false],
  ["shelved", [alarm({ letter: "G" })], false],
  ["explained by one that is listed", [alarm({ letter: "C" }), alarm({ id: "b", root: "a" })], false],
  ["explained by one that is not", [alarm({ root: "gone" })], true],
  ["none", [], false],
])("an alarm that is %s interrupts: %s", (_, alarms, expected) => {
  expect(urgentAlarms(alarms).length > 0).toBe(expected);
});

const at = (clock: string) => Date.parse(`2026-11-0${clock}Z`);
const raisedMs = at("1T23:10:00");
const suppressed = alarm({ raisedMs, letter: "H" });
const needed = alarm({ raisedMs });
const sounded = alarm({ raisedMs, annunciatedMs: at("2T02:00:00") });
type Picture = readonly [string, readonly ReturnType<typeof alarm>[] | null];
const held = (pictures: readonly Picture[]) => {
  let since: UrgentSince | null = null;
  return pictures.map(([clock, alarms]) => {
    since = noteUrgent(since, alarms && urgentAlarms(alarms), at(clock));
    return holdsTurns(since, at(clock));
  });
};

it.each([
  [
    "raised in silence, and needed three hours later",
    [
      ["1T23:10:00", [suppressed]],
      ["2T01:59:59", [suppressed]],
      ["2T02:00:00", [needed]],
      ["2T02:01:59", [needed]],
      ["2T02:02:00", [needed]],
    ],
    [false, false, true, true, false],
  ],
  [
    "raised while the page is open",
    [
      ["1T23:09:59", []],
      ["1T23:10:00", [needed]],
      ["1T23:11:59", [needed]],
      ["1T23:12:00", [needed]],
    ],
    [false, true, true, false],
  ],
  ["older than the page", [["2T02:00:00", [needed]]], [false]],
  ["younger than two minutes when the page opens", [["1T23:11:59", [needed]]], [true]],
  [
    "raised in silence, and needed a minute before the page opens",
    [
      ["2T02:01:00", [sounded]],
      ["2T02:01:59", [sounded]],
      ["2T02:02:00", [sounded]],
    ],
    [true, true, false],
  ],
  ["raised in silence, and needed long before the page opens", [["2T02:10:00", [sounded]]], [false]],
  ["raised at a time that nobody knows", [["1T23:10:00", [alarm({ raisedMs: null })]]], [false]],
  [
    "followed by another occurrence, and by another alarm",
    [
      ["2T02:00:00", [needed]],
      ["2T02:10:00", [alarm({ occurrence: 2 })]],
      ["2T02:20:00", [alarm({ occurrence: 2 }), alarm({ id: "b" })]],
      ["2T02:22:00", [alarm({ occurrence: 2 }), alarm({ id: "b" })]],
    ],
    [false, true, true, false],
  ],
  [
    "taken back from the shelf",
    [
      ["2T02:00:00", [needed]],
      ["2T02:01:00", [alarm({ raisedMs, letter: "G" })]],
      ["2T05:00:00", [needed]],
    ],
    [false, false, true],
  ],
  [
    "the same before and after guests",
    [
      ["2T02:00:00", [needed]],
      ["2T02:01:00", null],
      ["2T02:02:00", [needed]],
    ],
    [false, false, false],
  ],
] as const)("an alarm that is %s holds the turns for two minutes", (_, pictures, expected) => {
  expect(held(pictures)).toEqual(expected);
});

it("what is noted stays the same object while nothing changes", () => {
  const since = noteUrgent(null, [needed], at("2T02:00:00"));
  expect(noteUrgent(since, [{ ...needed }], at("2T02:00:01"))).toBe(since);
});

it.each([
  ["overview", "sparse", "overview"],
  ["racks", "sparse", "racks"],
  ["capacity", "full", "capacity"],
  ["capacity", "sparse", "alarms"],
  ["capacity", null, "alarms"],
  ["visitor", "full", "alarms"],
] as const)("while alarms need somebody the turn of %s, %s, shows %s", (scene, density, shown) => {
  expect(sceneWithAlarms(scene, density)).toBe(shown);
});

it("goes where alarms are told", () => {
  expect(sceneOfAlarms(["overview", "alarms"])).toBe("alarms");
  expect(sceneOfAlarms(["overview", "racks"])).toBe("overview");
  expect(sceneOfAlarms(["racks", "capacity"])).toBe("alarms");
});
