/**
 * The one report model: everything that screen, PDF, XLSX, CSV and JSON draw. Pure: the same inputs give the same
 * content, and its canonical JSON has one hash. Source: architecture "Report".
 */
import type { ReportContent } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { chaptersOf, rawTables, reportFigures } from "./compose.ts";
import { daysIn } from "./energy-figures.ts";
import { findingsOf, headlineOf } from "./findings.ts";
import type { DaySum, ReportInputs, Sources } from "./inputs.ts";
import { limitsInForce } from "./limits.ts";
import { methodRow } from "./report-methods.ts";
import { worded } from "./words.ts";

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

/** Days that are not wholly covered, joined where they follow each other; one list for each side that is metered. */
function gapsOf({ energy, period }: ReportInputs): ReportContent["gaps"] {
  const days = daysIn(energy.days, period.window);
  const side = (name: "facility" | "it", en: string, zh: string): ReportContent["gaps"] => {
    const gaps: ReportContent["gaps"] = [];
    for (const day of days) {
      if (isWhole(day[name], energy[name], day.window.toMs - day.window.fromMs)) continue;
      const [from, to] = [isoOf(day.window.fromMs), isoOf(day.window.toMs)];
      const last = gaps.at(-1);
      if (last && last.to === from) gaps[gaps.length - 1] = { ...last, to };
      else gaps.push({ what: worded(en, zh), from, to });
    }
    return gaps;
  };
  return [
    ...side("facility", "Facility metering incomplete", "总用电计量不完整"),
    ...side("it", "IT metering incomplete", "IT 计量不完整"),
  ];
}

function isWhole({ coveredMs }: DaySum, { count }: Sources, lengthMs: number): boolean {
  return count === 0 || coveredMs >= count * lengthMs;
}
