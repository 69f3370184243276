import { describe, expect, it } from "vitest";
import { judgeLiveness, pictureTimeMs } from "./live-state.ts";

const now = 1_000_000;
const wall = (ageMs: number | null, origin: "live" | "replay" = "live") => ({
  center: { id: "c", name: "C", timeZone: "UTC", origin, computeClass: "intelligent" as const },
  freshness: {
    state: "live" as const,
    newestSampleAtMs: ageMs === null ? null : origin === "replay" ? 5_000 : now - ageMs,
    lastReceivedAtMs: ageMs === null ? null : now - ageMs,
    cadenceMs: 5_000,
  },
});

describe("freshness comes from the age of the data", () => {
  it.each([
    ["young data", "connected", wall(4_000), "live"],
    ["two samples missed, socket open", "connected", wall(15_001), "stale"],
    ["never a sample", "connected", wall(null), "none"],
    ["a replay before its first sample", "connected", wall(null, "replay"), "none"],
    ["never a sample, socket gone", "lost", wall(null), "offline"],
    ["young data, socket gone", "lost", wall(1_000), "offline"],
    ["no picture yet", "connected", null, "connecting"],
    ["another protocol", "outdated", wall(1_000), "outdated"],
    ["a replay that still sends", "connected", wall(14_000, "replay"), "live"],
    ["a replay that stopped", "connected", wall(16_000, "replay"), "stale"],
  ] as const)("%s", (_, link, picture, expected) => {
    expect(judgeLiveness(link, picture, now).state).toBe(expected);
  });

  it("believes the server when it calls the data stale", () => {
    const told = wall(1_000);
    expect(
      judgeLiveness("connected", { ...told, freshness: { ...told.freshness, state: "stale" } }, now).state,
    ).toBe("stale");
  });
});

it("a replay shows recorded time, everything else the server's", () => {
  expect(pictureTimeMs(wall(1_000, "replay"), now)).toBe(5_000);
  expect(pictureTimeMs(wall(1_000), now)).toBe(now);
});
