import type { Center } from "@aidc/contract";
import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { SourceState } from "./source-table.tsx";

const center: Center = {
  id: "c1",
  name: "C",
  timeZone: "UTC",
  origin: "replay",
  region: "R",
  currency: "CNY",
  itBoundary: "it_input",
  computeClass: "intelligent",
  retentionDays: null,
  defaultIntervalS: 15,
};
type Source = Parameters<typeof SourceState>[0]["source"];
const lastSampleAt = "2025-06-04T03:00:00.000Z";
const stateOf = (shown: Center, language: "en" | "zh", change: Partial<Source> = {}) =>
  render(
    <LanguageProvider language={language}>
      <SourceState
        source={{
          id: "s",
          name: "ipmi",
          createdAt: "2026-03-01T00:00:00.000Z",
          revokedAt: null,
          prefix: "abc",
          acceptedSamples: 3,
          seriesBound: 1,
          seriesUnmatched: 0,
          quarantined: 0,
          samplesPerSecond: 0,
          freshness: "stale",
          lastSampleAt,
          clockAhead: null,
          ...change,
        }}
        center={shown}
        nowMs={Date.parse(lastSampleAt) + 60_000}
      />
    </LanguageProvider>,
  ).container.textContent;

it("a recording that is over has ended, and is not stale for as long as it is old", () => {
  expect(stateOf(center, "en")).toMatch(/^recording ended.*2025/);
  expect(stateOf(center, "zh")).toMatch(/^录制已结束.*2025/);
  expect(stateOf({ ...center, origin: "live" }, "en")).toMatch(/^stale/);
});

it("a clock that runs ahead is told with how far and of what, and no age is made of it", () => {
  const clockAhead = { ms: 420_000, of: [{ kind: "rack" as const, id: "B1" }] };
  const change = { freshness: "live" as const, clockAhead };
  expect(stateOf({ ...center, origin: "live" }, "en", change)).toMatch(
    /^live.*clock 7\smin ahead.*rack B1.*NTP/i,
  );
  expect(stateOf({ ...center, origin: "live" }, "zh", change)).toMatch(/时钟快 7\s分钟.*B1.*NTP/);
});
