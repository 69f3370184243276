import { expect, it } from "vitest";
import { countResults, describeTotals, noTotals, readVitestReport } from "./test-totals.ts";

const file = (status: string, ...results: string[]) => ({
  name: "a.test.ts",
  status,
  assertionResults: results.map((result, index) => ({ fullName: `case ${index}`, status: result })),
});

it("counts passed, failed and everything else as skipped", () => {
  const testResults = [file("failed", "passed", "passed", "failed", "pending", "todo", "skipped")];
  const totals = countResults({ success: false, testResults });
  expect([totals.passed, totals.failures.length, totals.skipped.length]).toEqual([2, 1, 3]);
});

it("counts a file that could not be loaded as one failure", () => {
  expect(countResults({ success: false, testResults: [file("failed")] }).failures).toEqual([
    "a.test.ts  (could not run)",
  ]);
});

it("never takes a missing report for success", () => {
  const run = { exitCode: 0, startedAtMs: 0 };
  expect(readVitestReport("/nowhere/report.json", run).failures).toHaveLength(1);
});

it("ends with the sum alone on the last line", () => {
  const totals = { ...noTotals(), passed: 3, failures: ["a"], skipped: ["b", "c"] };
  expect(describeTotals(totals).split("\n").at(-1)).toBe("3 passed, 1 failed, 2 skipped");
});
