import type { Figure, Precision } from "@aidc/contract";
import { precisions } from "@aidc/contract";
import type { SummedPart } from "@aidc/domain";
import {
  acceleratorHoursFigure,
  atWork,
  capacityFigure,
  cardsOf,
  headlinePrecision,
  heldBy,
  installedCapacity,
  integrate,
  inventoryGrade,
  isJudgedByMeans,
  leasedHoursFigure,
  makeFigure,
  modelCounts,
  workedByMeans,
  worstGrade,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { FigureContext } from "./figure-context.ts";
import { rulesOf } from "./point-rules.ts";
import { expectedSamples, integralsOver, readRollups, readSamplesAround } from "./series-reader.ts";
import { zip } from "./zip.ts";

/** As the window ends, by the inventory of that time and not by that of today. */
export async function acceleratorsInstalledFigure(context: FigureContext): Promise<Figure> {
  const count = cardsOf(heldBy(context, context.window.toMs));
  const grade = inventoryGrade(context.document);
  return makeFigure({
    name: "accelerators_installed",
    value: count > 0 ? count : null,
    reason: count > 0 ? undefined : "no_inventory",
    unit: "count",
    window: context.window,
    coverage: count > 0 ? 1 : 0,
    grade,
    method: "accelerators_installed",
    inputs: [{ kind: "inventory", label: "accelerators", count, grade, coverage: 1 }],
  });
}

export async function leasedHours(context: FigureContext): Promise<Figure> {
  return leasedHoursFigure(context.document, context.window, context.tenant);
}

export async function capacityPflopsFigure(context: FigureContext): Promise<Figure> {
  const precision = context.precision ?? headlinePrecision[context.document.center.computeClass];
  const { document, window } = context;
  const models = modelCounts(heldBy(context, window.toMs));
  return capacityFigure(
    installedCapacity(models, document.catalogue, precision),
    window,
    inventoryGrade(document),
  );
}

/** @throws AppError bad_request naming the precisions there are */
export function parsePrecision(text: string | undefined): Precision | undefined {
  if (text === undefined) return undefined;
  const precision = precisions.find((one) => one === text);
  if (!precision) throw badField("precision", `is none of ${precisions.join(", ")}`);
  return precision;
}

type Counter = "accelerators_allocated" | "accelerators_active";

/** The tenants' points of one scheduler counter, of the asked tenant or of all. */
export function tenantPoints(context: FigureContext, quantity: Counter): BoundPoint[] {
  return context.points.filter(
    (point) =>
      point.subject.kind === "tenant" &&
      point.quantity === quantity &&
      point.seriesId !== null &&
      (context.tenant === undefined || point.subject.id === context.tenant),
  );
}

export async function allocatedHours(context: FigureContext): Promise<Figure> {
  const points = tenantPoints(context, "accelerators_allocated");
  return hoursFigure(context, "accelerator_hours_allocated", await counted(context, points), points.length);
}

/** The scheduler's own count where it sends one, else the activity of the accelerators themselves. */
export async function activeHours(context: FigureContext): Promise<Figure> {
  const points = tenantPoints(context, "accelerators_active");
  if (points.length > 0 || context.tenant !== undefined) {
    return hoursFigure(context, "accelerator_hours_active", await counted(context, points), points.length);
  }
  const activity = activityPoints(context);
  const parts = await judgeActivity(context, activity);
  return hoursFigure(context, "accelerator_hours_active", parts, activity.length);
}

export function activityPoints(context: FigureContext): BoundPoint[] {
  return context.points.filter(
    ({ subject, quantity, seriesId }) =>
      subject.kind === "accelerator" && quantity === "utilisation" && seriesId !== null,
  );
}

function hoursFigure(
  context: FigureContext,
  name: "accelerator_hours_allocated" | "accelerator_hours_active",
  parts: readonly SummedPart[],
  expected: number,
): Figure {
  return acceleratorHoursFigure({
    name,
    method: name === "accelerator_hours_allocated" ? "allocated_hours" : "active_hours",
    window: context.window,
    parts,
    expected,
    input: { kind: "point", label: name === "accelerator_hours_allocated" ? "scheduler counts" : "activity" },
  });
}

async function counted(context: FigureContext, points: readonly BoundPoint[]): Promise<SummedPart[]> {
  const integrals = await integralsOver(context, points, context.window);
  return zip(points, integrals).map(([point, integral]) => ({ ...integral, grade: point.grade }));
}

/**
 * Activity of each accelerator as a step of 0 or 1.
 * @param whole decides how closely is looked: parts of one window are all judged alike, so that they add up to it
 */
export async function judgeActivity(
  context: FigureContext,
  points: readonly BoundPoint[],
  whole = context.window,
): Promise<SummedPart[]> {
  if (isJudgedByMeans(expectedSamples(points, whole))) return judgedByMeans(context, points);
  const samples = await readSamplesAround(context, points, context.window);
  return zip(points, samples).map(([point, columns]) => {
    const rules = { ...rulesOf(point, context.meters), nature: "step" as const, integralScale: 1 };
    return { ...integrate(atWork(columns), context.window, rules), grade: point.grade };
  });
}

async function judgedByMeans(context: FigureContext, points: readonly BoundPoint[]): Promise<SummedPart[]> {
  const rows = await readRollups(context, points, context.window, "5m");
  return zip(points, rows).map(([point, buckets]) => {
    const { workedMs, coveredMs } = workedByMeans(buckets);
    return { integral: BigInt(workedMs), coveredMs, resets: 0, grade: worstGrade([point.grade, "derived"]) };
  });
}
