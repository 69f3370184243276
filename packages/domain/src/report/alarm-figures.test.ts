import { expect, test } from "vitest";
import { gradeAlarms } from "../alarms/self-grade.ts";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";

const inputs = exampleReportInputs("2026-05");
const { fromMs, toMs } = inputs.period.window;

/** The last quarter of the period was watched, with one alarm each day. */
function watchedLate() {
  const window = { fromMs: toMs - (toMs - fromMs) / 4, toMs };
  const days = Array.from({ length: 7 }, (_, day) => window.fromMs + day * 86_400_000);
  const alarms = days.map((atMs, day) => ({
    alarm: "a",
    occurrence: day,
    severity: "minor" as const,
    atMs,
    clearedMs: toMs,
  }));
  return buildReportContent({
    ...inputs,
    alarms: { ...inputs.alarms, current: gradeAlarms(alarms, window) },
  });
}

test("alarms are told of the time that was watched, and how much of the period that is", () => {
  const content = watchedLate();
  const row = content.figures.find(({ id }) => id === "service.alarm_rate");
  expect(row?.figure).toMatchObject({ coverage: 0.25, status: "provisional" });
  // A week and three quarters, not a month, of ten minutes.
  expect(row?.figure.value).toBeCloseTo(7 / ((31 * 144) / 4), 12);
  expect(evaluateFormula(row?.formula ?? "", content)).toBeCloseTo(row?.figure.value ?? Number.NaN, 12);
});

test("a period that was watched from end to end is covered", () => {
  const row = buildReportContent(inputs).figures.find(({ id }) => id === "service.alarm_rate");
  expect(row?.figure).toMatchObject({ coverage: 1, status: "valid" });
});
