import { describe, expect, it } from "vitest";
import { hourOf, nextInstant, readInstant, toStep } from "./replay-clock.ts";

const nowMs = Date.UTC(2026, 4, 1, 10, 20, 7);

describe("the clock of a replay", () => {
  it("stands in a full hour, and the last one ends now", () => {
    const hour = hourOf(Date.UTC(2026, 4, 1, 8, 59, 59), nowMs);
    expect(hour).toEqual({ fromMs: Date.UTC(2026, 4, 1, 8), toMs: Date.UTC(2026, 4, 1, 9) });
    expect(hourOf(nowMs, nowMs).toMs).toBe(Date.UTC(2026, 4, 1, 10, 20, 5));
    expect(hourOf(Date.UTC(2026, 4, 1, 10), Date.UTC(2026, 4, 1, 10)).toMs).toBeGreaterThan(
      Date.UTC(2026, 4, 1, 10),
    );
  });

  it("goes on at its speed, and stops before it would be live", () => {
    expect(nextInstant(nowMs - 120_000, "x60", nowMs)).toBe(nowMs - 60_000);
    expect(nextInstant(nowMs - 500, "x1", nowMs)).toBeNull();
  });

  it("reads an address, and never one of the future", () => {
    expect(readInstant("2026-05-01T08:00:00.000Z", nowMs)).toBe(Date.UTC(2026, 4, 1, 8));
    expect(readInstant("2027-01-01T00:00:00Z", nowMs)).toBe(nowMs);
    expect(readInstant("yesterday", nowMs)).toBeNull();
    expect(readInstant(undefined, nowMs)).toBeNull();
    expect(toStep(12_345)).toBe(10_000);
  });
});
