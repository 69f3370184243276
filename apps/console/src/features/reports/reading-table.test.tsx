import type { MeterReadings } from "@aidc/contract";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import type { Language } from "../../i18n/languages.ts";
import { ReadingTable } from "./reading-table.tsx";

/** May of Shanghai begins on the last day of April in Greenwich. */
const may = { from: "2026-04-30T16:00:00.000Z", to: "2026-05-31T16:00:00.000Z", value: 288, coverage: 1 };
const readings: MeterReadings = {
  unit: "kWh",
  sampleUnit: "Wh",
  edges: { from: null, to: null },
  parts: [may],
  samples: [],
  sampleCount: 0,
};
function rowOf(language: Language, isByMonth: boolean) {
  render(
    <LanguageProvider language={language}>
      <ReadingTable {...{ readings, isByMonth }} timeZone="Asia/Shanghai" onOpen={() => {}} />
    </LanguageProvider>,
  );
  return screen.getAllByRole("button")[0]?.textContent;
}

it("a month has its name, and not the moment it begins", () => {
  expect(rowOf("en", true)).toBe("May 2026");
});
it("in Chinese too", () => {
  expect(rowOf("zh", true)).toBe("2026年5月");
});
it("a day has the moment it begins", () => {
  expect(rowOf("en", false)).toContain("May 1, 2026");
});
