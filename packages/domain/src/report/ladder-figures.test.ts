import { acceleratorModelSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { LadderDay, ReportInputs } from "./inputs.ts";

function changed(change: (day: LadderDay, at: number) => LadderDay, sources: object = {}): ReportInputs {
  const inputs = exampleReportInputs();
  const { current } = inputs.ladder;
  return {
    ...inputs,
    ladder: { ...inputs.ladder, current: { ...current, ...sources, days: current.days.map(change) } },
  };
}

function told(inputs: ReportInputs) {
  const { figures, chapters } = buildReportContent(inputs);
  const blocks = chapters.flatMap((chapter) => chapter.blocks);
  const chart = blocks.find(({ id }) => id === "pflops_waterfall");
  const table = blocks.find(({ id }) => id === "ladder_day");
  const ladder = blocks.find(({ id }) => id === "ladder");
  if (chart?.kind !== "chart" || table?.kind !== "table") throw new Error("no chart or table");
  return {
    figure: (id: string) => figures.find((one) => one.id === `utilisation.${id}`),
    step: (label: string) => chart.series[0]?.points.find((point) => point.label === label),
    rung: (step: string) =>
      ladder?.kind === "table" ? ladder.rows.find(({ id }) => id === step)?.cells : undefined,
    steps: chart.series[0]?.points.map(({ label }) => label),
    cells: (column: string) => {
      const at = table.columns.findIndex(({ id }) => id === column);
      return table.rows.map(({ cells }) => cells[at]);
    },
  };
}

const peak = 0.989;
const plain = exampleReportInputs();

test("a ladder over a period has every step of the wall's, beside the period before and a year ago", () => {
  const { figure, step, steps } = told(plain);
  expect(steps).toEqual([
    ...["installed", "racked", "powered", "healthy", "leased", "allocated", "active", "effective"],
  ]);
  const hours = 31 * 24;
  for (const [name, cards, whole] of [
    ["powered", 5.5, 6],
    ["healthy", 5, 6],
    ["effective", 1.6, 4],
  ] as const) {
    expect(figure(`${name}_hours`)?.figure).toMatchObject({ coverage: 1, grade: "metered", status: "valid" });
    expect(figure(`${name}_hours`)?.figure.value).toBeCloseTo(cards * hours, 6);
    expect(figure(`${name}_hours`)?.previous?.value).toBeCloseTo(cards * 30 * 24, 6);
    expect(figure(`${name}_share`)?.figure.value).toBeCloseTo(cards / whole, 9);
    expect(figure(`${name}_share`)?.lastYear?.value).toBeCloseTo(cards / whole, 9);
    expect(step(name)?.value).toBeCloseTo(cards * peak, 9);
  }
  expect(step("racked")).toMatchObject({ value: step("installed")?.value, coverage: 1 });
});

test("the table of the ladder names the accelerators of each step, what they are a share of and their PFLOPS", () => {
  const { rung } = told(plain);
  const cellsOf = (step: string) =>
    rung(step)?.map(({ value, words, reason }) =>
      value === null ? (words?.en ?? reason) : Math.round(value * 1000) / 1000,
    );
  expect(cellsOf("installed")).toEqual([6, "all", 1, 1, 5.934, 1]);
  expect(cellsOf("powered")).toEqual([5.5, "racked", 0.917, 0.917, 5.44, 1]);
  expect(cellsOf("healthy")).toEqual([5, "powered", 0.909, 0.833, 4.945, 1]);
  expect(cellsOf("leased")?.slice(0, 4)).toEqual([4, "healthy", 0.8, 0.667]);
  expect(cellsOf("active")?.slice(0, 4)).toEqual([2, "allocated", 0.667, 0.333]);
  expect(cellsOf("effective")).toEqual([1.6, "active", 0.8, 0.267, 1.582, 1]);
  const { rung: without } = told(changed((day) => ({ ...day, powered: {} })));
  expect(without("powered")?.[0]).toMatchObject({ value: null, reason: "no_data" });
  // The share of a step is of the nearest known one above it.
  expect(without("healthy")?.[1]?.words?.en).toBe("racked");
});

describe("what is silent", () => {
  const half = (time: { knownMs: number; inMs: number }) => ({
    knownMs: time.knownMs / 2,
    inMs: time.inMs / 2,
  });
  const quiet = (day: LadderDay): LadderDay => ({
    ...day,
    powered: Object.fromEntries(Object.entries(day.powered).map(([model, time]) => [model, half(time)])),
  });

  test("is no loss: half of the hours are counted, the share is the same, and too little of a month has none", () => {
    const few = told(changed((day, at) => (at === 0 ? quiet(day) : day)));
    expect(few.figure("powered_share")?.figure).toMatchObject({ status: "provisional" });
    expect(few.figure("powered_share")?.figure.coverage).toBeCloseTo(30.5 / 31, 9);
    expect(few.figure("powered_share")?.figure.value).toBeCloseTo(5.5 / 6, 9);
    expect(few.step("powered")?.value).toBeCloseTo(5.5 * peak, 9);
    const all = told(changed(quiet));
    expect(all.figure("powered_hours")?.figure).toMatchObject({ coverage: 0.5, status: "provisional" });
    expect(all.figure("powered_hours")?.figure.value).toBeCloseTo((5.5 / 2) * 31 * 24, 6);
    expect(all.figure("powered_share")?.figure).toMatchObject({ value: null, reason: "coverage_low" });
    expect(all.step("powered")).toMatchObject({ value: null, reason: "coverage_low", coverage: 0.5 });
  });

  test("is a dash of the day in the raw table, and never 0", () => {
    const { cells } = told(changed((day, at) => (at === 3 ? { ...day, powered: {}, effective: [] } : day)));
    expect(cells("powered_h")[3]).toMatchObject({ value: null, reason: "no_data" });
    expect(cells("effective_known_h")[3]).toMatchObject({ value: null, reason: "no_data" });
    expect(cells("healthy_h")[3]?.value).toBeCloseTo(120, 9);
  });

  test("a center that measures nothing of it says so", () => {
    const none = { count: 0, grade: "assumed" };
    const bare = told(
      changed((day) => ({ ...day, powered: {}, healthy: {}, effective: [] }), {
        powered: none,
        healthy: none,
        effective: none,
      }),
    );
    for (const step of ["powered", "healthy", "effective"]) {
      for (const of of ["hours", "share"])
        expect(bare.figure(`${step}_${of}`)?.figure).toMatchObject({ value: null, reason: "not_collected" });
      expect(bare.step(step)).toMatchObject({ value: null, reason: "not_collected" });
      expect(bare.cells(`${step}_h`)[0]).toMatchObject({ value: null, reason: "not_collected" });
    }
  });

  test("does not bound what leases tell, while what is wholly known does", () => {
    const off = (known: number) => (day: LadderDay) => {
      const ms = day.window.toMs - day.window.fromMs;
      return {
        ...day,
        powered: { "h100-sxm": { knownMs: known * 6 * ms, inMs: known * 3 * ms } },
        healthy: {},
      };
    };
    expect(told(changed(off(1))).step("leased")).toMatchObject({ value: null, reason: "contradicted" });
    expect(told(changed(off(0.97))).step("leased")?.value).toBeCloseTo(4 * peak, 9);
  });
});

describe("the work of held cards", () => {
  const ofTwo = (day: LadderDay) => ({ ...day, effective: day.effective.slice(0, 2) });

  test("of two tenants is withheld wherever it stands; what is on and healthy is the operator's", () => {
    const { figure, step, cells } = told(changed((day, at) => (at === 5 ? ofTwo(day) : day)));
    for (const id of ["effective_hours", "effective_share"])
      expect(figure(id)?.figure).toMatchObject({ value: null, reason: "suppressed" });
    expect(step("effective")).toMatchObject({ value: null, reason: "suppressed" });
    expect(cells("effective_h")[5]).toMatchObject({ value: null, reason: "suppressed" });
    expect(cells("effective_h")[6]?.value).toBeCloseTo(1.6 * 24, 9);
    expect(figure("powered_hours")?.figure.value).not.toBeNull();
  });

  test("of no tenant is told: nothing was assigned, and all cards count", () => {
    const { figure } = told(
      changed((day) => ({
        ...day,
        effective: day.effective.slice(0, 1).map((one) => ({ ...one, tenant: null })),
      })),
    );
    expect(figure("effective_share")?.figure.value).toBeCloseTo(0.4, 9);
  });

  describe("where nothing is assigned and all accelerators count", () => {
    const hole = (leased: readonly number[]): ReportInputs => {
      const inputs = changed((day) => ({
        ...day,
        effective: day.effective.slice(0, 1).map((one) => ({ ...one, tenant: null })),
      }));
      const { holdings } = inputs;
      const [{ window: { fromMs } = plain.period.window } = {}] = inputs.ladder.current.days.slice(5);
      const days = holdings.days.map((day) =>
        day.window.fromMs === fromMs ? { ...day, byTenant: { ...day.byTenant, leased } } : day,
      );
      return { ...inputs, holdings: { ...holdings, days } };
    };

    test("is withheld on the day on which two hold leases, as what they lease is", () => {
      const { figure, step, cells } = told(hole([2, 1]));
      for (const id of ["effective_hours", "effective_share", "leased_hours"])
        expect(figure(id)?.figure).toMatchObject({ value: null, reason: "suppressed" });
      expect(step("effective")).toMatchObject({ value: null, reason: "suppressed" });
      expect(cells("effective_h")[5]).toMatchObject({ value: null, reason: "suppressed" });
      expect(cells("effective_known_h")[5]).toMatchObject({ value: null, reason: "suppressed" });
      expect(cells("effective_h")[6]?.value).toBeGreaterThan(0);
    });

    test("is told where three do, and where nobody does", () => {
      for (const leased of [[1, 1, 1], []])
        expect(told(hole(leased)).figure("effective_share")?.figure.value).toBeCloseTo(0.4, 9);
    });

    test("is said to be of all accelerators, not of held ones", () => {
      expect(told(hole([1, 1, 1])).figure("effective_share")?.title).toEqual({
        en: "Mean activity of accelerators",
        zh: "加速卡平均活动度",
      });
      expect(told(plain).figure("effective_share")?.title.en).toBe("Mean activity of held accelerators");
    });

    test("active cards that are judged without a tenant are withheld alike", () => {
      const inputs = hole([2, 1]);
      const judged = { ...inputs, holdings: { ...inputs.holdings, activeByTenant: false } };
      expect(told(judged).figure("active_hours")?.figure).toMatchObject({
        value: null,
        reason: "suppressed",
      });
      const table = buildReportContent(judged)
        .chapters.flatMap(({ blocks }) => blocks)
        .find(({ id }) => id === "accelerator_day");
      if (table?.kind !== "table") throw new Error("no table");
      const at = table.columns.findIndex(({ id }) => id === "active_h");
      expect(table.rows[5]?.cells[at]).toMatchObject({ value: null, reason: "suppressed" });
      expect(table.rows[6]?.cells[at]?.value).toBe(48);
    });
  });

  test("in PFLOPS is withheld where one kind of card is a single tenant's", () => {
    const inputs = changed((day) => ({
      ...day,
      effective: day.effective.map((one, at) => (at === 2 ? { ...one, model: "other" } : one)),
    }));
    const other = acceleratorModelSchema.parse({
      id: "other",
      name: "Other",
      maker: "Other",
      densePeakTflops: { fp16: 313 },
      memoryGb: null,
      powerW: null,
      evidence: "B",
      source: "a test",
      effectiveFrom: "2025-01-01",
    });
    const { step, figure } = told({ ...inputs, document: { ...inputs.document, catalogue: [other] } });
    expect(step("effective")).toMatchObject({ value: null, reason: "suppressed" });
    expect(figure("effective_share")?.figure.value).toBeCloseTo(0.4, 9);
  });
});
