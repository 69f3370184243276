import { describe, expect, it } from "vitest";
import { countAssigned } from "./count-assigned.ts";

const from = "2026-01-01T00:00:00Z";
const atMs = Date.parse("2026-02-01T00:00:00Z");

describe("what leases hold by name", () => {
  it("counts racks and cards apart: a rack of 32 cards is not one of 16", () => {
    const held = countAssigned(
      [
        { lease: "whole", rack: "C-06", from, to: null },
        { lease: "cards", accelerator: "A-12-1:0", from, to: null },
        { lease: "cards", accelerator: "A-12-1:1", from, to: null },
        { lease: "both", rack: "A-01", from, to: null },
        { lease: "both", accelerator: "A-12-1:2", from, to: null },
        { lease: "over", rack: "A-02", from, to: "2026-01-15T00:00:00Z" },
      ],
      atMs,
    );
    expect(Object.fromEntries(held)).toEqual({
      whole: { racks: 1, accelerators: 0 },
      cards: { racks: 0, accelerators: 2 },
      both: { racks: 1, accelerators: 1 },
    });
  });
});
