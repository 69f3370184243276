import { defaultWallSettings, wallSettingsSchema } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { draftOf, moveScene, readDraft, toggleScene } from "./wall-draft.ts";

const settings = wallSettingsSchema.parse({
  scenes: ["racks", "alarms"],
  secondsPerScene: 20,
  distanceM: 6.5,
  diagonalIn: 75,
  language: "zh",
  scheme: "light",
  dimming: { from: "21:30", to: "06:00", level: 0.4 },
  mapMetric: "rotate",
});

describe("what somebody types", () => {
  it.each([
    ["all of it", settings],
    ["nothing", defaultWallSettings],
  ])("comes back as it was: %s", (_, given) => {
    expect(readDraft(draftOf(given))).toEqual({ settings: given, faults: {} });
  });

  it.each([
    [{ scenes: [] }, { scenes: "wall.settings.scenes.none" }],
    [{ seconds: "4" }, { seconds: "wall.settings.number" }],
    [{ seconds: "" }, { seconds: "wall.settings.number" }],
    [{ distance: "far" }, { distance: "wall.settings.number" }],
    [{ diagonal: "" }, { diagonal: "wall.settings.room.half" }],
    [{ distance: " " }, { distance: "wall.settings.room.half" }],
    [{ level: "5" }, { level: "wall.settings.number" }],
    [{ from: "25:00" }, { from: "wall.settings.number" }],
  ])("%o is refused at its field", (change, faults) => {
    expect(readDraft({ ...draftOf(settings), ...change })).toEqual({ settings: null, faults });
  });

  it("a comma is a decimal point, and times do not matter while it is never darker", () => {
    expect(readDraft({ ...draftOf(settings), distance: "7,5" }).settings?.distanceM).toBe(7.5);
    const draft = { ...draftOf(settings), isDimmed: false, from: "" };
    expect(readDraft(draft).settings?.dimming).toBeNull();
  });
});

it("scenes change places and come and go", () => {
  expect(moveScene(["overview", "racks", "alarms"], "alarms", -1)).toEqual(["overview", "alarms", "racks"]);
  expect(moveScene(["overview", "racks"], "overview", -1)).toEqual(["overview", "racks"]);
  expect(moveScene(["overview", "racks"], "overview", 1)).toEqual(["racks", "overview"]);
  expect(toggleScene(["overview"], "racks")).toEqual(["overview", "racks"]);
  expect(toggleScene(["overview", "racks"], "overview")).toEqual(["racks"]);
});
