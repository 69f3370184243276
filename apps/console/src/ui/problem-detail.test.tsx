import type { StatementProblem, Unpriced } from "@aidc/contract";
import { cleanup, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { ProblemDetail } from "./problem-detail.tsx";

const what = "Use was not measured for 1200.5 h in 2 gaps; it is not billed as use";
type Facts = Partial<Pick<StatementProblem, "code" | "about" | "unmetered">>;
const shown = (language: "en" | "zh", facts: Facts = {}) => {
  render(
    <LanguageProvider language={language}>
      <p>
        <ProblemDetail of={{ code: "not_metered", what, ...facts }} name={(model) => model.toUpperCase()} />
      </p>
    </LanguageProvider>,
  );
  return screen.getByRole("paragraph").textContent;
};

it("time that was not measured is told in the reader's language", () => {
  expect(shown("zh", { unmetered: { hours: "1200.5", gaps: 2 } })).toBe("共 1,200.5 小时未计量，分 2 段");
});
it("with one gap as one", () => {
  expect(shown("en", { unmetered: { hours: "3", gaps: 1 } })).toBe("Use was not measured for 3 h in 1 gap");
});
it("a ledger that is on its way is told in the reader's language", () => {
  expect(shown("zh", { code: "not_reached" })).toBe("台账尚未计量到本月，每分钟更新一次");
});
it("of an older statement as it was frozen, and said to be English", () => {
  expect(shown("zh")).toBe(what);
  expect(screen.getByText(what).getAttribute("lang")).toBe("en");
});
it.each<[Unpriced, string, string]>([
  [
    { why: "no_rule", resource: "accelerators", basis: "leased", model: "h20", version: 3 },
    "Price version 3 has no rule for H20, commitment",
    "价格版本 3 没有相应规则：H20，承诺",
  ],
  [
    { why: "no_version", resource: "rack_units", basis: "leased" },
    "No price version is in force: rack units, commitment",
    "没有生效的价格版本：机柜 U 位，承诺",
  ],
  [
    { why: "part_of_instance", cards: 12, model: null, rule: "node" },
    "12 cards of an unknown model are no whole instances of rule node",
    "12 张卡（未知型号）不是规则 node 的整数个实例",
  ],
  [
    { why: "unknown_model", basis: "allocated" },
    "Accelerators of no known model, use",
    "型号未知的加速卡，使用",
  ],
  [
    { why: "no_peak", model: "mystery", precision: "fp8" },
    "MYSTERY has no published dense fp8 peak",
    "MYSTERY 没有公布的 fp8 稠密峰值",
  ],
  [{ why: "as_it_happens" }, "Use on demand is charged as it happens", "按需使用按实际发生计费"],
  [{ why: "too_far", months: 60 }, "Beyond 60 months", "60 个月之后"],
])("what has no price, %j, is told in the reader's language and never in the server's", (about, en, zh) => {
  expect(shown("en", { about })).toBe(en);
  cleanup();
  expect(shown("zh", { about })).toBe(zh);
});
