import { expect, it } from "vitest";
import { lease, rated, ruleOfLease, ruleOfUse, version } from "./billing.fixture.ts";
import { correctionLines } from "./corrections.ts";
import { lineKinds } from "./line-groups.ts";
import { describeLine, lineWords } from "./line-text.ts";

const month = {
  month: "2026-05",
  versions: [version([ruleOfLease("1"), ruleOfUse("2")])],
  leases: [lease()],
};
const busy = rated({ ...month, cards: () => 10 }).lines;

it("the words of a line are in English those that are frozen, and its own in the other language", () => {
  expect(busy.map((one) => lineWords(one))).toEqual([
    { en: "Commitment of accelerators h100-sxm by lease lease-1", zh: "租约 lease-1 承诺的加速卡 h100-sxm" },
    {
      en: "Used of the commitment lease-1: accelerators h100-sxm",
      zh: "承诺 lease-1 的已用部分：加速卡 h100-sxm",
    },
    { en: "Use of accelerators h100-sxm, as it happens", zh: "按实际发生的使用：加速卡 h100-sxm" },
  ]);
});

it("a correction says of which month", () => {
  const issued = { month: "2026-05", currency: "CNY", lines: busy };
  const [first] = correctionLines({ issued, later: [], now: [] });
  expect(first && lineWords(first)).toEqual({
    en: "Correction of 2026-05: Commitment of accelerators h100-sxm by lease lease-1",
    zh: "更正 2026-05：租约 lease-1 承诺的加速卡 h100-sxm",
  });
});

it("a line that was frozen as something unknown keeps its words", () => {
  const odd = busy.map((line) => lineWords({ ...line, id: "levy~v1", description: "A levy" }));
  expect(odd[0]).toEqual({ en: "A levy", zh: "A levy" });
});

it.each(lineKinds)("a line of %s names its resource, lease and band in both languages", (kind) => {
  const { en, zh } = describeLine({ kind, resource: "rack_units", model: null, lease: "l9", band: "night" });
  expect(en).toMatch(/rack units.*, band night$|l9.*band night$/);
  expect(zh).toMatch(/机柜 U 位.*，时段 night$/);
  expect([en, zh].every((text) => text.includes("l9"))).toBe(true);
});
