import type { AcceleratorModel } from "@aidc/contract";
import { acceleratorModelSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { catalogue } from "./catalogue.ts";
import { checkModel } from "./check-model.ts";
import { capacityFigure, countModels, findModel, installedCapacity } from "./installed.ts";

const window = { fromMs: 0, toMs: 1000 };

describe("the catalogue", () => {
  test("holds valid models, each id once, each with source and tier", () => {
    for (const model of catalogue) expect(acceleratorModelSchema.parse(model)).toEqual(model);
    expect(new Set(catalogue.map((model) => model.id)).size).toBe(catalogue.length);
  });
  test.each([
    ["h100-sxm", 989, 1979, 700],
    ["h100-pcie", 756, 1513, 350],
    ["h20", 148, 296, 400],
    ["b200", 2250, 4500, 1000],
    ["mi300x", 1307, 2615, 750],
    ["ascend-910b1", 414, null, 350],
    ["ascend-910c", 781.25, null, null],
    ["mlu290-m5", null, null, 350],
    ["enflame-s60", null, null, null],
    ["gaudi3", 1677, 1677, 900],
  ])("%s: FP16 %d, FP8 %d, %d W", (id, fp16, fp8, powerW) => {
    expect(findModel(id, [])).toMatchObject({ densePeakTflops: { fp16, fp8 }, powerW });
  });
  test("passes its own check for sparse figures", () => {
    expect(catalogue.flatMap(checkModel)).toEqual([]);
  });
  test("a center's own model comes first", () => {
    const own = { ...(findModel("h20", []) ?? never()), memoryGb: 141 };
    expect(findModel("h20", [own])?.memoryGb).toBe(141);
    expect(findModel("no-such-card", [own])).toBeNull();
  });
});

describe("sparse figures are refused", () => {
  const like = (id: string, change: Partial<AcceleratorModel>): AcceleratorModel => ({
    ...(findModel(id, []) ?? never()),
    ...change,
  });
  test.each([
    ["H100 BF16 at 1979", like("h100-sxm", { densePeakTflops: { fp16: 1979 } }), "fp16"],
    ["MI300X BF16 at 2614", like("mi300x", { densePeakTflops: { fp16: 2614 } }), "fp16"],
    ["L40S FP8 at 1466", like("l40s", { densePeakTflops: { fp8: 1466 } }), "fp8"],
    [
      "the same under another id",
      like("h100-sxm", { id: "our-h100", densePeakTflops: { fp16: 1979 } }),
      "fp16",
    ],
    [
      "A100 at 624 under another id",
      like("a100-sxm-80", { id: "a100x", maker: " nvidia", densePeakTflops: { fp16: 624 } }),
      "fp16",
    ],
  ])("%s", (_, model, precision) => {
    const issues = checkModel(model);
    expect(issues.map((issue) => issue.path)).toEqual([`densePeakTflops.${precision}`]);
    expect(issues[0]?.message).toContain("sparse");
  });
  test.each([
    ["the dense figure", like("h100-sxm", {})],
    ["a new model of its own", like("h100-sxm", { id: "x1", densePeakTflops: { fp16: 1111 } })],
    ["a maker's larger part that is a known one", like("biren-br100", { id: "br100-oam" })],
    [
      "another maker's number",
      like("h100-sxm", { id: "y1", maker: "Other", densePeakTflops: { fp16: 1979 } }),
    ],
    ["an unknown peak", like("h100-sxm", { densePeakTflops: { fp16: null } })],
    [
      "FP8 at twice FP16: another precision, not sparsity",
      like("h100-sxm", { densePeakTflops: { fp16: 989, fp8: 1979 } }),
    ],
  ])("but not %s", (_, model) => {
    expect(checkModel(model)).toEqual([]);
  });
});

describe("installed capacity", () => {
  test("adds count x dense peak at one precision; 1 P = 1000 T", () => {
    const capacity = installedCapacity([{ model: "h100-sxm", count: 512 }], [], "fp16");
    expect(capacity).toMatchObject({ pflops: 506.368, cards: 512, cardsWithPeak: 512 });
    expect(capacityFigure(capacity, window, "metered")).toMatchObject({
      value: 506.368,
      unit: "PFLOPS",
      status: "valid",
      coverage: 1,
      method: { category: "fp16" },
    });
  });
  test("a model without a peak makes it partial, and says so", () => {
    const capacity = installedCapacity(
      [
        { model: "h20", count: 3 },
        { model: "enflame-s60", count: 1 },
      ],
      [],
      "fp16",
    );
    expect(capacity.modelsWithoutPeak).toEqual(["enflame-s60"]);
    expect(capacityFigure(capacity, window, "metered")).toMatchObject({
      value: 0.444,
      coverage: 0.75,
      reason: "no_peak_known",
      status: "provisional",
    });
  });
  test("FP8 is never made from FP16", () => {
    const capacity = installedCapacity([{ model: "ascend-910b1", count: 8 }], [], "fp8");
    expect(capacityFigure(capacity, window, "metered")).toMatchObject({
      value: null,
      reason: "no_peak_known",
      status: "invalid",
    });
  });
  test("an empty center has none", () => {
    expect(capacityFigure(installedCapacity([], [], "fp16"), window, "metered")).toMatchObject({
      value: null,
      reason: "no_inventory",
    });
  });
  test("models are counted over all servers", () => {
    expect(countModels(exampleCenter())).toEqual([{ model: "h100-sxm", count: 6 }]);
  });
});

function never(): never {
  throw new Error("not in the catalogue");
}
