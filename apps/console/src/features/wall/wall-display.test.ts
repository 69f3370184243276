import { defaultWallSettings } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { metricOfRound, scenesShown, settleDisplay } from "./wall-display.ts";

const settings = { ...defaultWallSettings, scenes: ["overview" as const, "racks" as const], visitors: true };

describe("what a wall shows", () => {
  it("is what was set, and guests see their scene only", () => {
    expect(settleDisplay(settings, {})).toEqual(settings);
    expect(scenesShown(settings)).toEqual(["visitor"]);
    expect(scenesShown({ ...settings, visitors: false })).toEqual(["overview", "racks"]);
  });

  it("an address may ask for something else", () => {
    const asked = settleDisplay(settings, { scene: "alarms", distance: 8, diagonal: 98, theme: "light" });
    expect(asked).toMatchObject({ scenes: ["alarms"], distanceM: 8, diagonalIn: 98, scheme: "light" });
    expect(scenesShown(asked)).toEqual(["alarms"]);
  });

  it("the metric of the map is one, or another each round", () => {
    expect(metricOfRound("inlet", 3)).toBe("inlet");
    expect([0, 1, 2, 3, 4].map((round) => metricOfRound("rotate", round))).toEqual([
      ...["power", "inlet", "utilisation", "occupancy", "power"],
    ]);
  });
});
