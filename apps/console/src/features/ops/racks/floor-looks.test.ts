import { describe, expect, it } from "vitest";
import type { FloorMetric } from "./floor-looks.ts";
import { lookOf, metricValue } from "./floor-looks.ts";
import { rackRow } from "./rack-row.fixture.ts";
import type { RackRow } from "./rack-row.ts";

const shown = (metric: FloorMetric, changes: Partial<RackRow>) => {
  const { look, step } = lookOf(rackRow(changes), metric);
  return look === "scale" ? `scale ${step}` : look;
};

describe("how a rack is drawn", () => {
  it.each<[FloorMetric, Partial<RackRow>, string]>([
    ["power", { powerShareRatio: 0.5 }, "scale 5"],
    ["power", { powerShareRatio: 1.01 }, "beyond"],
    ["power", { powerShareRatio: null }, "plain"],
    ["power", { state: "stale" }, "silent"],
    ["power", { state: "none" }, "unknown"],
    ["power", { state: "empty" }, "empty"],
    ["inlet", { inletCelsius: 18 }, "scale 0"],
    ["inlet", { inletCelsius: 27 }, "scale 10"],
    ["inlet", { inletCelsius: 27.1 }, "attention"],
    ["inlet", { inletCelsius: 32.1 }, "beyond"],
    ["inlet", { inletCelsius: 22.1, thermalClass: "H1" }, "attention"],
    ["inlet", { inletCelsius: 25.1, thermalClass: "H1" }, "beyond"],
    ["inlet", { inletCelsius: null }, "unknown"],
    ["inlet", { inletCelsius: null, state: "stale" }, "silent"],
    ["inlet", { state: "empty" }, "empty"],
    ["utilisation", { utilisationRatio: 0 }, "scale 0"],
    ["utilisation", { utilisationRatio: 1 }, "scale 10"],
    ["utilisation", { utilisationRatio: null }, "unknown"],
    ["held", { heldRatio: 1, state: "empty" }, "scale 10"],
    ["held", { heldRatio: 0 }, "scale 0"],
    ["held", { heldRatio: null }, "unknown"],
  ])("by %s: %j is %s", (metric, changes, expected) => {
    expect(shown(metric, changes)).toBe(expected);
  });
  it("a faulty accelerator shows whatever the map shows", () => {
    expect(lookOf(rackRow({ faultyAccelerators: 1, state: "empty" }), "held").isFaulty).toBe(true);
    expect(lookOf(rackRow({ faultyAccelerators: null }), "power").isFaulty).toBe(false);
  });
  it("the worst open alarm shows whatever the map shows", () => {
    expect(lookOf(rackRow({ alarm: "major", state: "empty" }), "power").alarm).toBe("major");
    expect(lookOf(rackRow({}), "inlet").alarm).toBeNull();
  });
  it("a value comes with its unit, and unknown stays unknown", () => {
    expect(metricValue(rackRow({ utilisationRatio: null }), "utilisation")).toEqual({
      value: null,
      unit: "ratio",
    });
    expect(metricValue(rackRow({ inletCelsius: 24 }), "inlet")).toEqual({ value: 24, unit: "°C" });
  });
});
