/**
 * The one report model: everything that screen, PDF, XLSX, CSV and JSON draw. Pure: the same inputs give the same
 * content, and its canonical JSON has one hash. Source: architecture "Report".
 */
import type { ReportContent } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { chaptersOf, rawTables, reportFigures } from "./compose.ts";
import { findingsOf, headlineOf } from "./findings.ts";
import { gapsOf } from "./gaps.ts";
import type { ReportInputs } from "./inputs.ts";
import { limitsInForce } from "./limits.ts";
import { methodRow } from "./report-methods.ts";

export function buildReportContent(inputs: ReportInputs): ReportContent {
  const { document, period } = inputs;
  const limits = limitsInForce(period, document.center);
  const figures = reportFigures(inputs, limits);
  const findings = findingsOf(figures, inputs);
  const gaps = gapsOf(inputs);
  const methods = [...new Set(figures.map(({ figure }) => figure.method.id))].sort().map(methodRow);
  const raw = rawTables(inputs);
  const { id, name, nameZh, timeZone, currency, origin, itBoundary } = document.center;
  return {
    format: "aidc-report",
    formatVersion: 1,
    center: { id, name, ...(nameZh ? { nameZh } : {}), timeZone, currency, origin, itBoundary },
    period: {
      name: period.name,
      kind: period.kind,
      from: isoOf(period.window.fromMs),
      to: isoOf(period.window.toMs),
      ...(period.runsToMs === undefined ? {} : { runsTo: isoOf(period.runsToMs) }),
    },
    headline: headlineOf(figures, inputs),
    findings,
    figures,
    chapters: chaptersOf({ inputs, figures, limits, raw, findings, methods, gaps }),
    methods,
    gaps,
    inputs: [...inputs.origins],
  };
}
