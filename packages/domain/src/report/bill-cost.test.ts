import { expect, test } from "vitest";
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

test.each([
  ["of water", { sides: ["beside" as const] }],
  ["without a cost", { cost: null }],
  ["of another time", { window: monthWindow("2026-04", "Asia/Shanghai") }],
  ["that is a reading", { kind: "reading" as const }],
])("a document %s tells no cost of electricity, and there is no figure with 0", (_, change) => {
  expect(built(bill(change))("energy.billed")).toBeUndefined();
});
