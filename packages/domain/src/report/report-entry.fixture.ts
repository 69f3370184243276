import { buildReportContent } from "./build-report.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";

/** A figure of the example report, with what is changed of it, and the report that it stands in. */
export function entryOf(id: string, name = "2026-05", change: Partial<ReportInputs> = {}) {
  const content = buildReportContent(exampleReportInputs(name, change));
  const found = content.figures.find((one) => one.id === id);
  if (!found) throw new Error(`no figure ${id}`);
  return { content, ...found };
}
