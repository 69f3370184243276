import type { AlarmView } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import {
  firstTurn,
  holdsTurns,
  sceneOfAlarms,
  sceneWithAlarms,
  turnScenes,
  urgentAlarms,
} from "./rotation.ts";

const plan = { scenes: 3, secondsPerScene: 20, isHeld: false };
const held = { ...plan, isHeld: true };

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
    for (let second = 25; second < 500; second += 5) rotation = turnScenes(rotation, held, second * 1_000);
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
  ...({ id: "a", letter: "B", severity: "critical", root: null, raisedMs: 0 } as const),
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

it.each([
  ["just raised", [alarm({ raisedMs: 1_000 })], 1_000, true],
  ["a moment before two minutes", [alarm({ raisedMs: 1_000 })], 120_999, true],
  ["two minutes ago", [alarm({ raisedMs: 1_000 })], 121_000, false],
  ["long ago, and another one now", [alarm({ raisedMs: 0 }), alarm({ raisedMs: 500_000 })], 500_001, true],
  ["at a time that nobody knows", [alarm({ raisedMs: null })], 1_000, false],
  ["never", [], 1_000, false],
])("an alarm that was raised %s holds the turns: %s", (_, urgent, nowMs, expected) => {
  expect(holdsTurns(urgent, nowMs)).toBe(expected);
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
