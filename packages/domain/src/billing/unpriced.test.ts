import type { Unpriced } from "@aidc/contract";
import { expect, it } from "vitest";
import { missing, unpricedWords } from "./unpriced.ts";

const what = { resource: "accelerators", basis: "leased" } as const;

it.each<[Unpriced, string, string]>([
  [
    { why: "no_version", ...what },
    "No price version is in force: accelerators (commitment)",
    "没有生效的价格版本：加速卡（承诺）",
  ],
  [
    { why: "no_rule", ...what, model: "h20", version: 3 },
    "Price version 3 has no rule for accelerators of h20 (commitment)",
    "价格版本 3 没有 h20 加速卡的规则（承诺）",
  ],
  [
    { why: "no_rule", resource: "rack_units", basis: "leased", model: null, version: 1 },
    "Price version 1 has no rule for rack units (commitment)",
    "价格版本 1 没有机柜 U 位的规则（承诺）",
  ],
  [
    { why: "part_of_instance", cards: 12, model: "h20", rule: "node" },
    "12 cards of h20 are no whole instances of rule node",
    "12 张 h20 不是规则 node 的整数个实例",
  ],
  [
    { why: "unknown_model", basis: "allocated" },
    "Accelerators of no known model (use)",
    "型号未知的加速卡（使用）",
  ],
  [
    { why: "no_peak", model: null, precision: "fp8" },
    "An unknown model has no known dense fp8 peak",
    "未知型号没有公布的 fp8 稠密峰值",
  ],
  [{ why: "as_it_happens" }, "Use on demand is charged as it happens", "按需使用按实际发生计费"],
  [{ why: "too_far", months: 60 }, "Beyond 60 months", "60 个月之后"],
])("%j is said in both languages, and its problem in English beside what it is about", (about, en, zh) => {
  expect(unpricedWords(about)).toEqual({ en, zh });
  expect(missing(about)).toMatchObject({ what: en, about });
});
