import { describe, expect, test } from "vitest";
import type { RackLine } from "../capacity/rack-limits.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { RackFacts } from "./inputs.ts";
import { entryOf } from "./report-entry.fixture.ts";

const day = 86_400_000;
const silent = { live: null, coveredMs: 0 };

describe("rack occupancy by count", () => {
  const { racks } = exampleReportInputs();
  const told = (change: Partial<RackFacts>) => {
    const current = { ...racks.current, racks: racks.current.racks.map((rack) => ({ ...rack, ...change })) };
    return entryOf("racks.occupancy_count", "2026-05", { racks: { ...racks, current } }).figure;
  };

  test.each([
    [31, 1, "valid"],
    [8, 8 / 31, "provisional"],
  ])("of %i days of data is covered to %d and %s, not to 1 whatever was heard", (days, coverage, status) => {
    const figure = told({ live: true, coveredMs: days * day });
    expect(figure).toMatchObject({ value: 1, status });
    expect(figure.coverage).toBeCloseTo(coverage, 12);
  });

  test("a rack that is filled and silent is unknown, not empty: it stands on neither side", () => {
    const whole = { live: true, coveredMs: 31 * day };
    const current = {
      ...racks.current,
      racks: racks.current.racks.map((rack, at) => ({ ...rack, ...(at === 2 ? silent : whole) })),
    };
    const { figure } = entryOf("racks.occupancy_count", "2026-05", { racks: { ...racks, current } });
    expect(figure).toMatchObject({ value: 1, status: "provisional" });
    expect(figure.coverage).toBeCloseTo(2 / 3, 12);
  });
});

describe("rack occupancy by power", () => {
  const { document, racks } = exampleReportInputs();
  const withLimits = (limited: number) =>
    entryOf("racks.occupancy_power", "2026-05", {
      document: {
        ...document,
        racks: document.racks.map((rack, at) =>
          at < limited ? rack : (({ powerLimitW: _, ...unlimited }) => unlimited)(rack),
        ),
      },
    }).figure;

  test("a rack that no IT meter reaches is on neither side: its unknown load was 0 of its limit", () => {
    const whole = entryOf("racks.occupancy_power", "2026-05").figure;
    const { figure, formula, content } = entryOf("racks.occupancy_power", "2026-05", {
      unmeteredRacks: [document.racks[2]?.id ?? ""],
    });
    const limits = document.racks.map(({ powerLimitW = 0 }) => powerLimitW);
    const all = limits.reduce((sum, limit) => sum + limit, 0);
    const reached = (all - (limits[2] ?? 0)) / all;
    expect(figure.value).toBeCloseTo((whole.value ?? Number.NaN) / reached, 12);
    expect(evaluateFormula(formula, content)).toBeCloseTo(figure.value ?? Number.NaN, 12);
    expect(figure).toMatchObject({ status: "provisional", coverage: reached });
    expect(figure.inputs.at(-1)).toMatchObject({
      label: expect.stringContaining("without an IT meter"),
      count: 1,
    });
    const none = { unmeteredRacks: document.racks.map(({ id }) => id) };
    expect(entryOf("racks.occupancy_power", "2026-05", none).figure).toMatchObject({
      value: null,
      reason: "no_meter",
      coverage: 0,
    });
  });

  test("a silent server of a reached rack leaves the rack out on both sides, with a reason: it was 0 W of its limit", () => {
    const [own] = exampleReportInputs().racks.current.itPoints;
    if (!own) throw new Error("no point");
    const heard = (id: string, coveredMs = own.coveredMs) => ({
      ...own,
      id,
      coveredMs,
      integral: coveredMs === 0 ? 0n : own.integral * (id === "s3" ? 2n : 1n),
    });
    // What is left out is the operator's own, unless it is said otherwise.
    const told = (
      silent: readonly string[],
      assignments: typeof document.assignments = [],
      rackLines: readonly RackLine[] = [],
    ) => {
      const itPoints = ["s1", "s2", "s3"].map((id) => heard(id, silent.includes(id) ? 0 : own.coveredMs));
      return entryOf("racks.occupancy_power", "2026-05", {
        rackLines,
        document: {
          ...document,
          center: { ...document.center, itBoundary: "it_input" },
          meters: [],
          assignments,
        },
        racks: { ...racks, current: { ...racks.current, itPoints } },
      });
    };
    const limits = document.racks.map(({ powerLimitW = 0 }) => powerLimitW);
    const all = limits.reduce((sum, limit) => sum + limit, 0);
    const { figure, formula, content } = told(["s2"]);
    // R1 holds s1 and s2. The 2 kW of s3 alone are related to the limits of R2 and of the empty R3; naive: 3 kW to all.
    const known = all - (limits[0] ?? 0);
    expect(figure.value).toBeCloseTo(2000 / known, 12);
    expect(figure.value).not.toBeCloseTo(3000 / all, 3);
    expect(figure).toMatchObject({ reason: "meters_silent", status: "provisional" });
    expect(figure.coverage).toBeCloseTo(Math.min(2 / 3, known / all), 12);
    expect(figure.inputs.at(-1)).toMatchObject({ label: expect.stringContaining("silent"), count: 1 });
    expect(formula).toContain("related_kw");
    expect(evaluateFormula(formula, content)).toBeCloseTo(figure.value ?? Number.NaN, 12);

    // R2 had a limit of 1 kW until the middle of the period: its days add up to what the figure relates to.
    const line = { row: document.racks[0]?.row ?? "" };
    const halfMs = Date.parse("2026-05-16T12:00:00+08:00");
    const changed = told(
      ["s2"],
      [],
      [
        ...document.racks.map(({ id, powerLimitW = 0 }) => ({
          ...line,
          id,
          atMs: 0,
          limitW: id === "R2" ? 1000 : powerLimitW,
        })),
        { ...line, id: "R2", atMs: halfMs, limitW: 4000 },
      ],
    );
    expect(changed.figure.value).toBeCloseTo(2000 / (2500 + 1000), 12);
    expect(evaluateFormula(changed.formula, changed.content)).toBeCloseTo(2000 / 3500, 9);

    // One tenant holds R1: beside the 4 kW of all, what is related would tell the 1 kW of s1 alone.
    const ofOne = told(["s2"], document.assignments);
    expect(ofOne.figure).toMatchObject({ value: null, reason: "suppressed", inputs: [] });
    const points = ofOne.content.chapters
      .flatMap(({ blocks }) => blocks)
      .find(({ id }) => id === "it_points");
    expect(points?.kind === "table" && points.rows[0]?.cells.at(-1)).toMatchObject({
      value: null,
      reason: "suppressed",
    });
    expect(ofOne.formula).toContain("related_kw");

    const whole = told([]);
    expect(whole.figure.reason).toBeUndefined();
    expect(whole.formula).toContain("mean_kw");
    expect(whole.figure.value).toBeCloseTo(4000 / all, 12);
    // Silent in every rack: what the others drew is related to nothing.
    expect(told(["s2", "s3"]).figure).toMatchObject({ value: null, reason: "coverage_low" });
    expect(told(["s1", "s2", "s3"]).figure).toMatchObject({ value: null, reason: "no_data" });
  });

  test("a rack without a limit would make the share too high: none is told below 95 % of limits", () => {
    expect(racks.current.racks.length).toBe(3);
    expect(withLimits(3).value).not.toBeNull();
    expect(withLimits(2)).toMatchObject({ value: null, reason: "no_limit" });
  });
});

describe("rack occupancy by units", () => {
  const { racks } = exampleReportInputs();
  const filled = (usedU: number) => {
    const current = { ...racks.current, racks: racks.current.racks.map((rack) => ({ ...rack, usedU })) };
    return entryOf("racks.occupancy_u", "2026-05", { racks: { ...racks, current } }).figure;
  };

  test("of more units than there are is no occupancy of 119 % but a fault of the inventory", () => {
    expect(filled(42)).toMatchObject({ value: 1, status: "valid" });
    expect(filled(50)).toMatchObject({ value: null, reason: "over_full", status: "invalid" });
  });
});
