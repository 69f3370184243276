import type { PriceVersion, TariffDraft } from "@aidc/contract";
import { render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { readTable } from "../../ui/read-table.ts";
import { VersionView } from "./prices/version-view.tsx";
import { EnvelopeTable } from "./rack/rack-air.tsx";
import { BandTable } from "./tariffs/band-table.tsx";

/** What a table of the page is as a file: numbers are numbers with their units in the heads. */
function fileOf(shown: ReactNode) {
  render(<LanguageProvider language="en">{shown}</LanguageProvider>);
  const table = screen.getByRole("table");
  if (!(table instanceof HTMLTableElement)) throw new Error("no table");
  const { header, lines } = readTable(table, (head) => `${head}: unit`);
  return lines.map((line) => Object.fromEntries(header.map((head, at) => [head, line[at]])));
}
const night = { id: "night", from: "22:00", to: "06:00", factor: "0.5" };

it("bands of a tariff: the factor and the price of a kWh", () => {
  const tariff: TariffDraft = {
    effectiveFrom: "2026-01-01T00:00:00Z",
    currency: "CNY",
    note: "",
    source: "",
    demand: null,
    bands: [night],
    components: [{ id: "energy", name: "Energy", perKwh: "0.9", banded: true }],
  };
  const words = { name: () => "Night", price: () => "CN¥0.45" };
  expect(fileOf(<BandTable tariff={tariff} words={words} />)).toMatchObject([
    { Band: "Night", "Band: id": "night", "Times the price": 0.5, "Price in all (CNY/kWh)": 0.45 },
    { "Times the price": 1, "Price in all (CNY/kWh)": 0.9 },
  ]);
});

it("a price book: what one costs in the unit of its rule, and in each band", () => {
  const version: PriceVersion = {
    seller: null,
    version: 1,
    effectiveFrom: "2026-01-01T00:00:00.000Z",
    currency: "CNY",
    note: "",
    publishedAt: "2026-01-01T00:00:00.000Z",
    publishedBy: "A",
    contentSha256: "",
    rules: [
      { id: "cards", unit: "card_hour", basis: "leased", model: null, unitPrice: "6.5", bands: [night] },
      { id: "racks", unit: "space_month", basis: "leased", resource: "racks", unitPrice: "1200" },
    ],
  };
  expect(fileOf(<VersionView version={version} before={null} />)).toMatchObject([
    {
      "What it says: Price of one": 6.5,
      "What it says: Price of one: unit": "CNY/card-hour",
      "Over the 24 hours": "night 22:00–06:00 every day",
      "Over the 24 hours: night (CNY/card-hour)": 3.25,
    },
    {
      "What it says: Price of one": 1200,
      "What it says: Price of one: unit": "CNY/rack-month",
      "Over the 24 hours": "the same all day",
      "Over the 24 hours: night (CNY/card-hour)": null,
    },
  ]);
});

it("an envelope: both ends of each range", () => {
  expect(fileOf(<EnvelopeTable thermalClass="A2" />)).toMatchObject([
    {
      "Inlet temperature: from (°C)": 18,
      "Inlet temperature: up to (°C)": 27,
      "Relative humidity: up to (ratio)": 0.7,
    },
    { "Inlet temperature: from (°C)": 10, "Inlet temperature: up to (°C)": 35 },
  ]);
});
