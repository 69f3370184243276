import type { Center } from "@aidc/contract";
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { SourceState } from "./source-table.tsx";

afterEach(cleanup);

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
const lastSampleAt = "2025-06-04T03:00:00.000Z";
const stateOf = (shown: Center, language: "en" | "zh") =>
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
