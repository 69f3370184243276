import type { TariffDraft, TariffVersion } from "@aidc/contract";
import { tariffDraftSchema } from "@aidc/contract";
import { expect, it } from "vitest";
import { bandKindOf } from "./band-kind.ts";
import { beginDraft } from "./begin-draft.ts";
import { readTariff } from "./read-tariff.ts";

const draft: TariffDraft = {
  effectiveFrom: "2026-03-01T00:00:00.000Z",
  currency: "CNY",
  source: "Grid company, 2026",
  note: "",
  components: [
    { id: "energy", name: "Energy", perKwh: "0.42", banded: true },
    { id: "grid", name: "Levies", perKwh: "0.19", banded: false },
  ],
  bands: [{ id: "valley", from: "22:00", to: "06:00", factor: "0.4" }],
  demand: { perKvaMonth: "28", contractedKva: 20_000 },
};
const published = { publishedAt: draft.effectiveFrom, publishedBy: "A", contentSha256: "" };
const version: TariffVersion = { ...draft, ...published, version: 1 };
const nowMs = Date.parse("2026-05-01T10:20:00Z");
const context = { earlier: [version], currency: "CNY" };

it("names the usual bands by the beginning of their id, and no others", () => {
  expect(
    ["sharp", "peak-evening", "Flat_2", "valley", "deep-valley"].map((id) => bandKindOf({ id })),
  ).toEqual(["sharp", "peak", "flat", "valley", "deep"]);
  expect(bandKindOf(null)).toBe("flat");
  expect(bandKindOf({ id: "peakless" })).toBeNull();
});
it("a new version begins as the newest one, at the next full hour, and could be published so", () => {
  const text = beginDraft([version], "CNY", nowMs);
  const expected = { ...draft, effectiveFrom: "2026-05-01T11:00:00.000Z" };
  expect(readTariff(text, context)).toEqual({ draft: expected });
});
it("a version that is still to come is followed by a later one", () => {
  const coming = { ...version, effectiveFrom: "2026-07-01T00:00:00.000Z" };
  expect(tariffDraftSchema.parse(JSON.parse(beginDraft([coming], "CNY", nowMs))).effectiveFrom).toBe(
    "2026-07-01T01:00:00.000Z",
  );
});
it("without a version nothing is suggested: source, names and prices have to be written", () => {
  const read = readTariff(beginDraft([], "CNY", nowMs), { earlier: [], currency: "CNY" });
  const paths = "issues" in read ? read.issues.map(({ path }) => path) : [];
  expect(paths).toEqual(["source", "components.0.name", "components.0.perKwh"]);
});
it("tells by the server's rules what the schema cannot: another currency, a time that is past, bands for nothing", () => {
  const components = draft.components.map((each) => ({ ...each, banded: false }));
  const read = readTariff(JSON.stringify({ ...draft, components, currency: "EUR" }), context);
  const paths = "issues" in read ? read.issues.map(({ path }) => path) : [];
  expect(paths).toEqual(["effectiveFrom", "currency", "components"]);
});
