import { readFileSync, statSync } from "node:fs";

export interface Totals {
  passed: number;
  skipped: string[];
  failures: string[];
}

/** The parts of vitest's JSON report that are read here. */
interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export const noTotals = (): Totals => ({ passed: 0, skipped: [], failures: [] });

export const addTotals = (a: Totals, b: Totals): Totals => ({
  passed: a.passed + b.passed,
  skipped: [...a.skipped, ...b.skipped],
  failures: [...a.failures, ...b.failures],
});

/** A run that ended without a fresh report, or badly without naming a failed test, is itself a failure. */
export function readVitestReport(path: string, run: { exitCode: number; startedAtMs: number }): Totals {
  const report = readFresh(path, run.startedAtMs);
  if (!report) return { ...noTotals(), failures: [`vitest ended with ${run.exitCode} and wrote no report`] };
  const totals = countResults(report);
  if (run.exitCode !== 0 && totals.failures.length === 0)
    totals.failures.push(`vitest ended with ${run.exitCode}: an error outside any test, see above`);
  return totals;
}

function readFresh(path: string, startedAtMs: number): VitestReport | undefined {
  try {
    return statSync(path).mtimeMs >= startedAtMs ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  } catch {
    return undefined;
  }
}

export function countResults(report: VitestReport): Totals {
  const totals = noTotals();
  for (const { name, status, assertionResults } of report.testResults) {
    const failed = assertionResults.filter((result) => result.status === "failed");
    totals.passed += assertionResults.filter((result) => result.status === "passed").length;
    totals.failures.push(...failed.map(({ fullName }) => `${name}  ${fullName}`));
    const skipped = assertionResults.filter(({ status: said }) => said !== "passed" && said !== "failed");
    totals.skipped.push(...skipped.map(({ fullName }) => `${name}  ${fullName}`));
    // A file that could not be loaded, or whose setup failed, has no failed test of its own.
    if (status === "failed" && failed.length === 0) totals.failures.push(`${name}  (could not run)`);
  }
  return totals;
}

/** Names what failed and what was skipped; the last line is the sum, and only that. */
export function describeTotals({ passed, failures, skipped }: Totals): string {
  const lines = [
    "",
    ...skipped.map((name) => `skipped  ${name}`),
    ...failures.map((name) => `FAILED   ${name}`),
  ];
  return [...lines, `${passed} passed, ${failures.length} failed, ${skipped.length} skipped`].join("\n");
}
