import { describe, expect, test } from "vitest";
import { monthWindow } from "../billing/month.ts";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { figureRests } from "./figure-rests.ts";
import type { ListedStatement } from "./statements.ts";

const may = monthWindow("2026-05", "Asia/Shanghai");
const bill = (change: Partial<ListedStatement> = {}): ListedStatement => ({
  id: "1",
  kind: "bill",
  subject: "facility",
  window: may,
  oldKwh: null,
  newKwh: 7000,
  cost: "7200",
  reason: "No. 17",
  author: "A",
  recordedAt: "2026-06-02T00:00:00Z",
  notCounted: "metered",
  sides: ["facility"],
  ...change,
});
function built(...statements: ListedStatement[]) {
  const content = buildReportContent(exampleReportInputs("2026-05", { statements }));
  return (id: string) => {
    const row = content.figures.find((one) => one.id === id);
    if (!row) return undefined;
    expect(figureRests(row, { content }).unknown).toEqual([]);
    const again = evaluateFormula(row.formula, content);
    if (row.figure.value === null) expect(Number.isFinite(again)).toBe(false);
    else expect(again).toBeCloseTo(row.figure.value, 9);
    return row.figure;
  };
}

// The tariff makes 6,543.21 of the energy and 546.02 of the demand: 7,089.23.
test("a bill of 7,200 stands beside the 7,089.23 of the tariff: 110.77 apart, neither replaced nor 14,289.23 in all", () => {
  const told = built(bill());
  expect(told("energy.billed")).toMatchObject({ value: 7200, coverage: 1, status: "valid" });
  expect(told("energy.bill")?.value).toBeCloseTo(7089.23, 6);
  expect(told("energy.bill_difference")?.value).toBeCloseTo(110.77, 6);
});

test("a bill of half a month is told with half the coverage and not compared: not 3,489.23 saved", () => {
  const halfMs = 15 * 86_400_000;
  const told = built(bill({ cost: "3600", window: { fromMs: may.fromMs, toMs: may.fromMs + halfMs } }));
  expect(told("energy.billed")).toMatchObject({ value: 3600, status: "provisional" });
  expect(told("energy.billed")?.coverage).toBeCloseTo(15 / 31, 9);
  expect(told("energy.bill_difference")).toMatchObject({ value: null, reason: "window_mismatch" });
});

test("the bill of one meter is a part of that of the facility: 7,200 in all and not 14,200", () => {
  const told = built(bill(), bill({ id: "2", subject: "g1", cost: "7000" }));
  expect(told("energy.billed")).toMatchObject({ value: 7200, coverage: 1 });
});

test("what is paid for energy that is fed into the grid is no cost of 900", () => {
  const inputs = exampleReportInputs("2026-05", { statements: [bill({ subject: "out", cost: "900" })] });
  const out = { id: "out", name: "Out", role: "grid_export" as const, grade: "metered" as const };
  const document = { ...inputs.document, meters: [...inputs.document.meters, out] };
  const { figures } = buildReportContent({ ...inputs, document });
  expect(figures.find(({ id }) => id === "energy.billed")).toBeUndefined();
});

test.each([
  ["of water", { sides: ["water" as const] }],
  ["without a cost", { cost: null }],
  ["of another time", { window: monthWindow("2026-04", "Asia/Shanghai") }],
  ["that is a reading", { kind: "reading" as const }],
])("a document %s tells no cost of electricity, and there is no figure with 0", (_, change) => {
  expect(built(bill(change))("energy.billed")).toBeUndefined();
});

describe("bills of two grid meters", () => {
  const meter = (id: string) => ({ id, name: id, role: "grid_import" as const, grade: "metered" as const });
  function withTwo(...statements: ListedStatement[]) {
    const inputs = exampleReportInputs("2026-05", { statements });
    const document = { ...inputs.document, meters: [meter("g1"), meter("g2")] };
    const content = buildReportContent({ ...inputs, document });
    const row = content.figures.find(({ id }) => id === "energy.bill_difference");
    if (!row) throw new Error("no such figure");
    expect(figureRests(row, { content }).unknown).toEqual([]);
    const block = content.chapters.flatMap(({ blocks }) => blocks).find(({ id }) => id === "bill");
    const cells = block?.kind === "table" ? block.rows.map((one) => one.cells.map(({ value }) => value)) : [];
    return { ...row.figure, again: evaluateFormula(row.formula, content), cells };
  }
  const [own, other] = [
    bill({ subject: "g1", cost: "5000" }),
    bill({ id: "2", subject: "g2", cost: "2200", reason: "No. 18" }),
  ];

  test("of one month are all that the grid delivers and compared together: 110.77 apart, told in the last row", () => {
    const told = withTwo(own, other);
    expect(told.value).toBeCloseTo(110.77, 6);
    expect(told).toMatchObject({ coverage: 1, status: "valid" });
    expect(told.again).toBeCloseTo(110.77, 6);
    // Stated, counted as cost, compared, by the tariff, difference: the tariff tells one amount for both.
    expect(told.cells.map((cells) => cells.slice(3))).toEqual([
      [5000, null, null],
      [2200, expect.closeTo(7089.23, 6), expect.closeTo(110.77, 6)],
    ]);
  });

  test.each([
    ["one alone is a part of what the grid delivers, and of no other time", [own], "coverage_low"],
    [
      "of different halves of the month are of no whole month",
      [
        { ...own, window: { ...may, toMs: may.fromMs + 15 * 86_400_000 } },
        { ...other, window: { ...may, fromMs: may.fromMs + 15 * 86_400_000 } },
      ],
      "coverage_low",
    ],
  ])("%s", (_, statements, reason) => {
    expect(withTwo(...statements)).toMatchObject({ value: null, reason });
  });
});

describe("where no tariff stands", () => {
  const untold = { cost: null, reason: "no_tariff" as const, bands: [] };
  const june = monthWindow("2026-06", "Asia/Shanghai");
  /** The second quarter, with the tariff of the example from a month on or never. */
  function quarter(tariffFrom: string | null, ...statements: ListedStatement[]) {
    return told(tariffFrom, exampleReportInputs("2026-Q2", { statements }));
  }
  function told(tariffFrom: string | null, inputs: ReturnType<typeof exampleReportInputs>) {
    const content = buildReportContent({
      ...inputs,
      tariffs:
        tariffFrom === null ? [] : inputs.tariffs.map((one) => ({ ...one, effectiveFrom: tariffFrom })),
      energyCost: inputs.energyCost.map((month) =>
        tariffFrom !== null && `${month.month}-01` >= tariffFrom.slice(0, 10)
          ? month
          : { ...month, ...untold },
      ),
    });
    const row = content.figures.find(({ id }) => id === "energy.bill");
    if (!row) throw new Error("no such figure");
    expect(figureRests(row, { content }).unknown).toEqual([]);
    const again = evaluateFormula(row.formula, content);
    if (row.figure.value !== null) expect(again).toBeCloseTo(row.figure.value, 6);
    const measured = content.figures.find(({ id }) => id === "economics.cost_measured");
    expect(measured?.figure.value).toBe(row.figure.value);
    return { row, content, ...row.figure };
  }

  test("what a bill of whole months states is the cost, graded as a bill: not a dash", () => {
    const told = quarter(null, bill(), bill({ id: "2", window: june, cost: "7300" }));
    expect(told).toMatchObject({ value: 14_500, status: "provisional", grade: "derived" });
    // April has neither.
    expect(told.coverage).toBeCloseTo(2 / 3, 9);
    expect(told.row.title.en).toContain("utility bills");
    expect(told.method.category).toBe("utility bills");
    const findings = told.content.chapters.find(({ id }) => id === "findings");
    expect(JSON.stringify(findings)).toContain("14,500.00 CNY");
  });

  test("beside months that the tariff tells both are named: a sum of 7,200 and 7,089.23 is never mixed silently", () => {
    const told = quarter("2026-06-01T00:00:00+08:00", bill(), bill({ id: "2", window: june, cost: "7300" }));
    expect(told.value).toBeCloseTo(7200 + 7089.23, 2);
    expect(told.method.category).toBe("tariff and utility bills");
    expect(told.coverage).toBeCloseTo(2 / 3, 9);
    expect(told.inputs).toContainEqual(
      expect.objectContaining({
        kind: "document",
        label: "utility bills of 1 of 3 months, where no tariff stands",
      }),
    );
  });

  test("a bill that reaches into months that the tariff tells is no part of the cost", () => {
    const told = quarter("2026-06-01T00:00:00+08:00", bill({ window: { ...may, toMs: june.toMs } }));
    expect(told.value).toBeCloseTo(7089.23, 2);
    expect(told.method.category).toBeUndefined();
  });

  describe("a bill of half a month is the cost of that half", () => {
    const half = { ...may, toMs: may.fromMs + 15 * 86_400_000 };
    const other = { ...may, fromMs: half.toMs };

    test("told with the days that it covers: not a dash, and not as if it were all of May", () => {
      const told = quarter(null, bill({ cost: "3600", window: half }));
      expect(told).toMatchObject({ value: 3600, status: "provisional", grade: "derived" });
      expect(told.coverage).toBeCloseTo(15 / 31 / 3, 9);
      expect(told.inputs).toContainEqual(
        expect.objectContaining({
          label: "utility bills of 15 days in 1 of 3 months, where no tariff stands",
          coverage: expect.closeTo(15 / 31 / 3, 9),
        }),
      );
    });

    test("with that of the other half the month is whole, and with that of the month it is told once", () => {
      const halves = [
        bill({ cost: "3600", window: half }),
        bill({ id: "2", cost: "3700", window: other, recordedAt: "2026-07-02T00:00:00Z" }),
      ];
      const told = quarter(null, ...halves);
      expect(told.value).toBe(7300);
      expect(told.coverage).toBeCloseTo(1 / 3, 9);
      // The bill of the whole month knows more than its halves, and no day is told twice.
      expect(quarter(null, ...halves, bill({ id: "3" })).value).toBe(7200);
    });
  });

  test("of two grid meters both bills together are the cost of the month, and one alone is none", () => {
    const meter = (id: string) => ({ id, name: id, role: "grid_import" as const, grade: "metered" as const });
    const own = bill({ subject: "g1", cost: "7000" });
    const other = bill({ id: "2", subject: "g2", cost: "200" });
    const with2 = (...statements: ListedStatement[]) => {
      const inputs = exampleReportInputs("2026-Q2", { statements });
      return told(null, { ...inputs, document: { ...inputs.document, meters: [meter("g1"), meter("g2")] } });
    };
    expect(with2(own, other)).toMatchObject({ value: 7200, grade: "derived" });
    expect(with2(own, other).coverage).toBeCloseTo(1 / 3, 9);
    expect(with2(own)).toMatchObject({ value: null, reason: "no_tariff" });
  });

  test("two bills of one month are not two costs: the one recorded last counts", () => {
    const later = bill({ id: "0", cost: "7150", recordedAt: "2026-06-09T00:00:00Z" });
    expect(quarter(null, later, bill()).value).toBe(7150);
  });
});
