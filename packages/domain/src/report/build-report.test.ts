import { reportContentSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../audit/canonical-json.ts";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs, exampleScenario, exampleTariff } from "./example-report.fixture.ts";
import type { DemandMonth, ReportInputs } from "./inputs.ts";

const content = buildReportContent(exampleReportInputs());
const figure = (id: string, of = content) => {
  const found = of.figures.find((one) => one.id === id);
  if (!found) throw new Error(`no figure ${id}`);
  return found.figure;
};

const unheard = (month: DemandMonth): DemandMonth => ({
  ...month,
  watts: null,
  atMs: null,
  reason: "no_data",
  coverage: 0,
});

describe("a report", () => {
  test("is what the contract says, and the same inputs give the same bytes", () => {
    expect(reportContentSchema.parse(content)).toEqual(content);
    expect(canonicalJson(buildReportContent(exampleReportInputs()))).toBe(canonicalJson(content));
  });

  test.each(["2026-05", "2026-Q2", "2026"])(
    "every figure of %s that has a value follows again from its raw tables and its formula",
    (name) => {
      const report = buildReportContent(exampleReportInputs(name));
      const known = report.figures.filter(({ figure: { value } }) => value !== null);
      expect(known.length).toBeGreaterThan(20);
      for (const { id, figure: told, formula } of known) {
        const again = evaluateFormula(formula, report);
        const expected = told.value ?? Number.NaN;
        expect(Math.abs(again - expected), `${id}: ${again}`).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
      }
    },
  );

  test.each<[string, Partial<ReportInputs>]>([
    ["as it is", {}],
    ["whose investment never comes back", { scenario: { ...exampleScenario, revenuePerYear: "1" } }],
    ["without a scenario", { scenario: null }],
    ["without a tariff", { tariffs: [] }],
    ["without a demand charge", { tariffs: [{ ...exampleTariff, demand: null }] }],
    ["without demand", { gridDemand: exampleReportInputs().gridDemand.map(unheard) }],
  ])(
    "what has no value in a report %s has a formula without one: no horizon and no part of a sum",
    (_, change) => {
      const report = buildReportContent(exampleReportInputs("2026-05", change));
      for (const { id, figure: told, formula } of report.figures) {
        const again = formula === "not measured" ? Number.NaN : evaluateFormula(formula, report);
        expect(Number.isFinite(again), `${id}: ${formula} is ${again}`).toBe(told.value !== null);
      }
    },
  );

  test("says of what is not metered that it is not, and never 0", () => {
    const none = { count: 0, grade: "assumed" as const, days: [] };
    const { queue } = exampleReportInputs();
    const bare = buildReportContent(
      exampleReportInputs("2026-05", {
        water: none,
        reuse: none,
        backup: none,
        renewable: none,
        queue: { ...queue, feed: null },
      }),
    );
    for (const id of ["water", "wue", "reused", "erf", "ere", "backup", "ref", "power_factor"])
      expect(figure(`energy.${id}`, bare), id).toMatchObject({ value: null, reason: "no_meter" });
    expect(figure("service.queue_wait", bare)).toMatchObject({ value: null, reason: "not_collected" });
    expect(bare.findings.find(({ en }) => en.includes("WUE"))?.en).toContain("not measured");
  });

  test("has every chapter in its order, and every sentence in both languages", () => {
    expect(content.chapters.map(({ id }) => id)).toEqual([
      ...["findings", "capacity", "utilisation", "racks", "leases", "energy", "service", "economics"],
      ...["city_effect", "compliance", "data_quality", "definitions", "raw"],
    ]);
    for (const { en, zh } of [content.headline, ...content.findings]) {
      expect(en).not.toBe("");
      expect(zh).toMatch(/[一-鿿]/);
    }
  });

  test("without a facility meter there is no PUE anywhere, and the sentences say so", () => {
    const inputs = exampleReportInputs();
    const days = inputs.energy.days.map((day) => ({
      ...day,
      facility: { integral: 0n, coveredMs: 0, resets: 0 },
      joint: { facilityMj: 0n, itMj: 0n, coveredMs: 0 },
    }));
    const energy = { ...inputs.energy, facility: { count: 0, grade: "assumed" as const }, days };
    const without = buildReportContent({ ...inputs, energy });
    expect(figure("energy.pue", without)).toMatchObject({ value: null, reason: "no_meter" });
    expect(figure("energy.facility", without)).toMatchObject({ value: null, reason: "no_meter" });
    expect(without.headline.en).not.toContain("PUE");
    for (const { blocks } of without.chapters)
      for (const block of blocks)
        if (block.kind === "chart" && block.id.startsWith("pue"))
          expect(block.series.every(({ points }) => points.every(({ value }) => value === null))).toBe(true);
  });

  test("tells nothing that adds up fewer than three tenants", () => {
    const inputs = exampleReportInputs();
    const days = inputs.holdings.days.map((day) => ({
      ...day,
      byTenant: { leased: [3, 1], allocated: [2, 1], active: [1, 1] },
    }));
    const report = buildReportContent({ ...inputs, holdings: { ...inputs.holdings, days } });
    for (const id of ["utilisation.leased_hours", "leases.occupancy", "utilisation.active_share"])
      expect(figure(id, report), id).toMatchObject({ value: null, reason: "suppressed" });
    const raw = report.chapters.find(({ id }) => id === "raw");
    const table = raw?.blocks.find((block) => block.id === "accelerator_day");
    if (table?.kind !== "table") throw new Error("no table");
    // What is installed and what of it was down is of no tenant.
    expect(table.rows.every(({ cells }) => cells.slice(2).every(({ value }) => value === null))).toBe(true);
  });
});
