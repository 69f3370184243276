import type { Band, PriceRule } from "@aidc/contract";
import { priceDraftSchema } from "@aidc/contract";
import { expect, it } from "vitest";
import { compareVersions } from "./compare-versions.ts";
import { emptyBand, emptyRule, openRule, writeDraft } from "./draft.ts";

const night: Band = { id: "night", from: "22:00", to: "06:00", factor: "0.5" };
const rule = (id: string, unitPrice: string, bands: Band[] = []): PriceRule => ({
  id,
  unit: "card_hour",
  basis: "leased",
  model: "nvidia-h20",
  unitPrice,
  bands,
});

it("names what was added, changed and taken away", () => {
  const before = { rules: [rule("a", "6"), rule("b", "4"), rule("c", "1")] };
  const after = { rules: [rule("a", "6"), rule("b", "4.5"), rule("d", "2")] };
  expect(compareVersions(before, after).map(({ id, kind }) => [id, kind])).toEqual([
    ["b", "changed"],
    ["d", "added"],
    ["c", "removed"],
  ]);
  expect(compareVersions(null, after)).toHaveLength(3);
  expect(compareVersions(after, after)).toEqual([]);
});

it("a version opened and written again is the same draft", () => {
  const rules: PriceRule[] = [
    rule("a", "6.5", [night]),
    { id: "b", unit: "pflops_hour", basis: "allocated", precision: "fp16", unitPrice: "9", bands: [] },
    {
      id: "c",
      unit: "instance_month",
      basis: "leased",
      model: null,
      cardsPerInstance: 8,
      unitPrice: "1",
      note: "n",
    },
    { id: "d", unit: "space_month", basis: "leased", resource: "power_kw", unitPrice: "300" },
  ];
  const head = { effectiveFrom: "2026-06-01T00:00:00Z", currency: "CNY", note: "" };
  const text = writeDraft(head, rules.map(openRule));
  expect(priceDraftSchema.parse(JSON.parse(text))).toEqual({ ...head, rules });
});
it("a rule somebody has only begun is not a draft yet, and the faults have their places", () => {
  const begun = { ...emptyRule(), bands: [{ ...emptyBand(), from: "25:00" }] };
  const parsed = priceDraftSchema.safeParse(
    JSON.parse(writeDraft({ effectiveFrom: "", currency: "CNY", note: "" }, [begun])),
  );
  expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual(
    expect.arrayContaining(["effectiveFrom", "rules.0.id", "rules.0.unitPrice", "rules.0.bands.0.from"]),
  );
});
