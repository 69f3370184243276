import type { Figure } from "@aidc/contract";
import { gridPerItFigure, itInputs, placePaired, roleInputs, worstGrade } from "@aidc/domain";
import { jointOver } from "./energy-figures.ts";
import { chooseSources, gradeOfSide } from "./energy-sources.ts";
import { expectedOf, readSpans } from "./energy-statements.ts";
import type { FigureContext } from "./figure-context.ts";

/** What the grid delivered per IT energy, by its meters alone; where it is all that supplies a facility, PUE tells it. */
export async function gridPerItOverWindow(context: FigureContext): Promise<Figure> {
  const { document, points, window, known } = context;
  const sources = {
    facility: await chooseSources(context, roleInputs(document, points, "grid_import")),
    it: await chooseSources(context, itInputs(document, points)),
  };
  const placed = placePaired(known.readings, document, "grid_import", "it");
  const { spans, used } = await readSpans(context, sources, window, { readings: placed });
  const { facilityMj: gridMj, itMj, coveredMs } = await jointOver(context, sources, spans);
  const counts = { grid: sources.facility.length, it: expectedOf(context, sources, "it") };
  const grades = {
    grid: gradeOfSide(sources.facility, used.length),
    it: gradeOfSide(sources.it, used.length),
  };
  const input = (label: "grid" | "it") => ({
    kind: "meter" as const,
    label,
    count: counts[label],
    grade: grades[label],
    coverage: Math.min(1, coveredMs / (window.toMs - window.fromMs)),
  });
  return gridPerItFigure({
    window,
    suppliedMj: counts.grid > 0 ? gridMj : null,
    itMj: counts.it > 0 ? itMj : null,
    jointCoveredMs: coveredMs,
    ratedItPowerW: document.center.ratedItPowerW ?? null,
    grade: worstGrade([grades.grid, grades.it]),
    inputs: [input("grid"), input("it")],
  });
}
