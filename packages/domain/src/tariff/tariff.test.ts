import type { TariffDraft, TariffVersion } from "@aidc/contract";
import { expect, test } from "vitest";
import { checkTariff } from "./check-tariff.ts";
import { cutByTariff } from "./cut-by-tariff.ts";
import { kwhPriceOf, priceEnergy } from "./price-energy.ts";

const hourMs = 3_600_000;
const kwh = 3_600_000_000n;
const shanghai = "Asia/Shanghai";

/** The two-part example of Shanghai 2023 in summer: sharp peak stands inside the peak and replaces it. */
const draft: TariffDraft = {
  effectiveFrom: "2026-01-01T00:00:00+08:00",
  currency: "CNY",
  source: "an example",
  note: "",
  components: [
    { id: "energy", name: "energy", perKwh: "0.5", banded: true },
    { id: "grid", name: "transmission and levies", perKwh: "0.2", banded: false },
  ],
  bands: [
    { id: "sharp", from: "12:00", to: "14:00", months: [7, 8], factor: "2.25" },
    { id: "peak", from: "08:00", to: "15:00", factor: "1.8" },
    { id: "peak-evening", from: "18:00", to: "21:00", factor: "1.8" },
    { id: "valley", from: "22:00", to: "06:00", factor: "0.4" },
  ],
  demand: { perKwMonth: "42" },
};
const version = (change: Partial<TariffVersion> = {}): TariffVersion => ({
  ...draft,
  version: 1,
  publishedAt: "2025-12-01T00:00:00Z",
  publishedBy: "x",
  contentSha256: "",
  ...change,
});
const day = (date: string) => {
  const fromMs = Date.parse(`${date}T00:00:00+08:00`);
  return { fromMs, toMs: fromMs + 24 * hourMs };
};
const flatLoad = (date: string, versions: readonly TariffVersion[]) =>
  cutByTariff(day(date), versions, shanghai).map((piece) => ({
    ...piece,
    millijoules: (BigInt(piece.toMs - piece.fromMs) * kwh) / BigInt(hourMs),
  }));

test.each([
  ["valley wraps midnight", "2026-07-01", "valley", 8n],
  ["a sharp hour is not also a peak hour: 7 peak hours less 2", "2026-07-01", "peak", 5n],
  ["sharp only in its months", "2026-07-01", "sharp", 2n],
  ["outside July and August the peak has its hours back", "2026-06-01", "peak", 7n],
  ["what no band holds is flat", "2026-07-01", null, 6n],
])("%s", (_name, date, band, hours) => {
  const { bands } = priceEnergy(flatLoad(date, [version()]), "CNY");
  expect(bands.find((one) => one.band === band)?.millijoules).toBe(hours * kwh);
});

test("only the energy part follows the factor; a factor on the whole price would be another bill", () => {
  const sharp = draft.bands[0] ?? null;
  expect(kwhPriceOf(version(), sharp)).toBe(1_325_000_000_000_000_000n);
  expect(kwhPriceOf(version(), sharp)).not.toBe((700_000_000_000_000_000n * 225n) / 100n);
});

test("a day of 1 kW: 2 sharp, 8 peak, 6 flat, 8 valley hours", () => {
  const { costMinor, bands } = priceEnergy(flatLoad("2026-07-01", [version()]), "CNY");
  // 2 x 1.325 + 8 x 1.1 + 6 x 0.7 + 8 x 0.4 = 18.85; the naive mean price of 0.7 says 16.80.
  expect(costMinor).toBe(1885n);
  expect(bands.reduce((sum, one) => sum + one.costMinor, 0n)).toBe(costMinor);
});

test("before the first version there is no price, and a new version prices from its instant", () => {
  const later = version({
    version: 2,
    effectiveFrom: "2026-07-01T12:00:00+08:00",
    bands: [],
    components: [{ id: "all", name: "all in", perKwh: "1", banded: false }],
  });
  const cost = priceEnergy(flatLoad("2026-07-01", [later]), "CNY");
  expect(cost.unpricedMillijoules).toBe(12n * kwh);
  expect(cost.hasUnpricedTime).toBe(true);
  const both = priceEnergy(flatLoad("2026-07-01", [later, version()]), "CNY");
  expect(both.hasUnpricedTime).toBe(false);
  expect(both.bands.at(-1)).toMatchObject({ version: 2, band: null, costMinor: 1200n });
});

test("where clocks go back the valley of that night is an hour longer", () => {
  const fromMs = Date.parse("2026-10-25T00:00:00+02:00");
  const pieces = cutByTariff({ fromMs, toMs: fromMs + 25 * hourMs }, [version()], "Europe/Berlin");
  const valley = pieces.filter(({ band }) => band?.id === "valley");
  expect(valley.reduce((sum, piece) => sum + piece.toMs - piece.fromMs, 0)).toBe(9 * hourMs);
});

test.each([
  ["currency", { currency: "EUR" }, "currency"],
  ["a version that begins before the last", { effectiveFrom: "2025-06-01T00:00:00Z" }, "effectiveFrom"],
  ["an id twice", { components: [...draft.components, ...draft.components] }, "components.2.id"],
  ["bands that nothing follows", { components: draft.components.slice(1) }, "components"],
  [
    "bands that cross",
    { bands: [{ id: "x", from: "14:00", to: "19:00", factor: "1" }, ...draft.bands] },
    "bands.2",
  ],
])("refused: %s", (_name, change, path) => {
  const issues = checkTariff({ ...draft, ...change }, { earlier: [version()], currency: "CNY" });
  expect(issues.map((issue) => issue.path)).toContain(path);
});

test("a sharp band of all days replaces the peak of weekdays in its hours, and holds at weekends too", () => {
  const weekdays = { months: [7], weekdays: [1, 2, 3, 4, 5] };
  const bands = [
    { id: "sharp", from: "12:00", to: "14:00", months: [7, 8], factor: "2.25" },
    { id: "peak", from: "08:00", to: "15:00", ...weekdays, factor: "1.8" },
  ];
  expect(checkTariff({ ...draft, bands }, { earlier: [], currency: "CNY" })).toEqual([]);
  const hoursOf = (date: string) =>
    priceEnergy(flatLoad(date, [version({ bands })]), "CNY").bands.map((one) => [
      one.band,
      Number(one.millijoules / kwh),
    ]);
  // Wednesday: 7 hours of peak less 2. Saturday: no peak, and 2 sharp all the same.
  expect(Object.fromEntries(hoursOf("2026-07-01"))).toEqual({ null: 17, peak: 5, sharp: 2 });
  expect(Object.fromEntries(hoursOf("2026-07-04"))).toEqual({ null: 22, sharp: 2 });
});

test("a good one has no issues", () => {
  expect(checkTariff(draft, { earlier: [], currency: "CNY" })).toEqual([]);
});
