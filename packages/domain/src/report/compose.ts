/** The chapters in the order they are read, and what they make together. */
import type { ReportContent, ReportFigure, ReportTable } from "@aidc/contract";
import { capacityChapter } from "./chapters/capacity.ts";
import { cityEffectChapter } from "./chapters/city-effect.ts";
import { complianceChapter } from "./chapters/compliance.ts";
import { dataQualityChapter } from "./chapters/data-quality.ts";
import { definitionsChapter, rawChapter } from "./chapters/definitions.ts";
import { economicsChapter } from "./chapters/economics.ts";
import { energyChapter } from "./chapters/energy.ts";
import { findingsChapter } from "./chapters/findings.ts";
import { leasesChapter } from "./chapters/leases.ts";
import { racksChapter } from "./chapters/racks.ts";
import { serviceChapter } from "./chapters/service.ts";
import { utilisationChapter } from "./chapters/utilisation.ts";
import type { ReportInputs } from "./inputs.ts";
import { comparedWindows } from "./inputs.ts";
import { limitOf } from "./limits.ts";
import type { LimitRow } from "./limits-table.ts";
import type { ChapterFacts, ChapterPart } from "./part.ts";
import { besideRunning } from "./running.ts";

const parts: readonly ChapterPart[] = [
  ...[findingsChapter, capacityChapter, utilisationChapter, racksChapter, leasesChapter, energyChapter],
  ...[serviceChapter, economicsChapter, cityEffectChapter, complianceChapter, dataQualityChapter],
  ...[definitionsChapter, rawChapter],
];

export function reportFigures(inputs: ReportInputs, limits: readonly LimitRow[]): ReportFigure[] {
  const rows = parts.flatMap((part) => part.figures?.(inputs) ?? []);
  return rows.map(({ id, title, formula, digits, onlyNow, make }) => {
    const [figure, ...earlier] = comparedWindows.map((compared) =>
      compared === "current" || !onlyNow ? make(inputs, compared) : null,
    );
    const [previous = null, lastYear = null] =
      inputs.period.runsToMs === undefined ? earlier : earlier.map(besideRunning);
    if (!figure) throw new Error(`${id} was not made`);
    const limit = limitOf(limits, id, figure.value);
    const plan = plannedFigure(inputs, id, figure.unit);
    return { id, title, figure, previous, lastYear, limit, ...(plan ? { plan } : {}), formula, digits };
  });
}

/** A plan in another unit than the figure has now is none. */
function plannedFigure({ planned }: ReportInputs, id: string, unit: string): ReportFigure["plan"] {
  const found = planned.find((one) => one.figure === id && one.unit === unit);
  return found && { value: found.value, version: found.version, source: found.source };
}

export function rawTables(inputs: ReportInputs): ReportTable[] {
  return parts.flatMap((part) => part.raw?.(inputs) ?? []);
}

export function chaptersOf(facts: ChapterFacts): ReportContent["chapters"] {
  return parts.map(({ id, title, blocks }) => ({
    id,
    title,
    blocks: blocks(facts).filter((block) => block !== null),
  }));
}
